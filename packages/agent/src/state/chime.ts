/** Two soft notes made by the browser itself: no file to load, nothing the content security policy must allow. */
const NOTES = {
  visitorWaits: [
    { hertz: 659, atSeconds: 0 },
    { hertz: 880, atSeconds: 0.14 },
  ],
  visitorWrote: [{ hertz: 740, atSeconds: 0 }],
} as const;
const NOTE_SECONDS = 0.45;
const VOLUME = 0.12;

export type Chime = keyof typeof NOTES;

let audio: AudioContext | undefined;

/** False when the browser keeps sound back, as it does until the page was clicked once. */
export async function playChime(chime: Chime): Promise<boolean> {
  try {
    audio ??= new AudioContext();
    if (audio.state !== "running") await Promise.race([audio.resume(), new Promise((resolve) => setTimeout(resolve, 300))]);
    if (audio.state !== "running") return false;
    for (const note of NOTES[chime]) playNote(audio, note.hertz, audio.currentTime + note.atSeconds);
    return true;
  } catch {
    return false;
  }
}

function playNote(context: AudioContext, hertz: number, at: number) {
  const tone = new OscillatorNode(context, { type: "sine", frequency: hertz });
  const volume = new GainNode(context, { gain: 0 });
  volume.gain.setValueAtTime(0, at);
  volume.gain.linearRampToValueAtTime(VOLUME, at + 0.02);
  volume.gain.exponentialRampToValueAtTime(0.0001, at + NOTE_SECONDS);
  tone.connect(volume).connect(context.destination);
  tone.start(at);
  tone.stop(at + NOTE_SECONDS);
}
