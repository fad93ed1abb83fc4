import { fill } from "../i18n/strings";
import type { ExtrasHost } from "./main";

const MUTED = "muted";
/** At most one sound in this long, in one of all tabs. */
const QUIET_MS = 2_000;
const FLASH_MS = 1_000;
/** Another tab that shows a line has said so by then. */
const READ_ELSEWHERE_MS = 150;

/** A short sound, and a title that flashes while the page is out of sight. */
export function createAttention({ store, host, strings, isReading }: ExtrasHost) {
  let audio: AudioContext | undefined;
  let timer: ReturnType<typeof setInterval> | undefined;
  /** The page's own title while ours is shown. */
  let own: string | undefined;
  let shown = "";
  let missed = 0;
  let waiting: ReturnType<typeof setTimeout> | undefined;

  const beep = () => {
    audio ??= new AudioContext();
    const [tone, loudness] = [audio.createOscillator(), audio.createGain()];
    const end = audio.currentTime + 0.3;
    tone.frequency.value = 880;
    loudness.gain.setValueAtTime(0.08, audio.currentTime);
    loudness.gain.exponentialRampToValueAtTime(0.001, end);
    tone.connect(loudness).connect(audio.destination);
    tone.start();
    tone.stop(end);
  };
  /** Only one tab has the lock, and keeps it for a while. */
  const beepOnce = () =>
    navigator.locks?.request(`cw:${host.siteKey}:sound`, { ifAvailable: true }, (lock) => {
      if (!lock) return undefined;
      beep();
      return new Promise((resolve) => setTimeout(resolve, QUIET_MS));
    }) ?? beep();

  const restore = () => {
    clearInterval(timer);
    timer = undefined;
    // What the page has set meanwhile stays.
    if (own !== undefined && document.title === shown) document.title = own;
    own = undefined;
    missed = 0;
  };
  const flash = () => {
    if (document.visibilityState === "visible") return restore();
    if (own !== undefined && document.title === shown) {
      document.title = own;
      own = undefined;
    } else {
      own = document.title;
      document.title = shown = fill(strings.unreadTitle, { count: missed });
    }
  };

  const attract = () => {
    // Before the first press on the page the browser allows no sound.
    if (!store.get(MUTED) && navigator.userActivation?.hasBeenActive) Promise.resolve(beepOnce()).catch(() => {});
    if (document.visibilityState === "hidden") timer ??= setInterval(flash, FLASH_MS);
  };

  return {
    isMuted: () => !!store.get(MUTED),
    mute: (isMuted: boolean) => (isMuted ? store.set(MUTED, "1") : store.remove(MUTED)),
    /** A message came that nobody reads here: nor, a moment later, in another tab. */
    notice(id: number) {
      missed++;
      waiting ??= setTimeout(() => {
        waiting = undefined;
        if (isReading() || Number(store.get("read")) >= id) missed = 0;
        if (missed) attract();
      }, READ_ELSEWHERE_MS);
    },
    render() {
      if (isReading()) missed = 0;
      if (document.visibilityState === "visible" && timer) restore();
    },
    stop() {
      clearTimeout(waiting);
      restore();
      audio?.close();
    },
  };
}
export type Attention = ReturnType<typeof createAttention>;
