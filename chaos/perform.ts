import type { Cast } from "./cast";
import type { AgentPerson } from "./people/agent";
import type { Step } from "./schedule/steps";
import type { Process } from "./stage";

/** Waiting for acknowledgements ends here: the fault that holds them back may be healed by a later step only. */
const ACKS_WITHIN_MS = 250;
/** What a finale waits for comes soon, as all is well. */
const STATE_WITHIN_MS = 1_000;

/**
 * Carries out the steps, one after the other. What takes time of its own, as a start, goes on meanwhile.
 * @returns the steps that met something: a server that was alive, a path with connections
 */
export async function perform(cast: Cast, steps: readonly Step[]): Promise<Step[]> {
  const met: Step[] = [];
  for (const step of steps) {
    if (meetsSomething(cast, step)) met.push(step);
    await carryOut(cast, step);
  }
  return met;
}

function meetsSomething({ stage, visitors, linkOf }: Cast, step: Step): boolean {
  switch (step.do) {
    case "cut":
    case "block":
    case "half-open":
    case "freeze":
    case "stall":
    case "delay":
    case "trickle":
      return (linkOf(step.link)?.size ?? 0) > 0;
    case "kill server":
    case "stop server":
    case "jump server clock":
      return Boolean(stage.processes[step.process]?.server);
    case "kill database":
      return stage.database.isUp;
    case "kill redis":
      return stage.hasRedis();
    case "reload visitor":
    case "leave":
      return visitors[step.chat]?.client() !== null;
    default:
      return true;
  }
}

async function carryOut(cast: Cast, step: Step): Promise<void> {
  const { stage, visitors, agents, ledger } = cast;
  switch (step.do) {
    case "say":
      for (let line = 0; line < step.lines; line++) visitors[step.chat]?.say(step.tailChars);
      return;
    case "answer": {
      const { chat, lines } = step;
      withHolder(cast, chat, (person, sessionId) => {
        for (let line = 0; line < lines; line++) person.say(chat, sessionId, 0);
      });
      return;
    }
    case "escalate":
      // The widget offers it while nobody else has the chat.
      return visitors[step.chat]?.state()?.mode === "assistant" ? visitors[step.chat]?.escalate() : undefined;
    case "end":
      return visitors[step.chat]?.end();
    case "reload visitor":
      return visitors[step.chat]?.reload();
    case "leave":
      return visitors[step.chat]?.leave();
    case "visit":
      return void visitors[step.chat]?.visit();
    case "accept": {
      const sessionId = visitors[step.chat]?.sessionId();
      if (sessionId) for (const name of step.by) agents[name].person.accept(sessionId);
      return;
    }
    case "return":
      return withHolder(cast, step.chat, (person, sessionId) => person.returnToAi(sessionId));
    case "close":
      return withHolder(cast, step.chat, (person, sessionId) => person.close(sessionId));
    case "reload agent":
      return agents[step.agent].person.reload();
    case "cut":
      return cast.linkOf(step.link)?.cut();
    case "block":
      return cast.linkOf(step.link)?.block();
    case "half-open":
      return cast.linkOf(step.link)?.halfOpen();
    case "heal":
      return cast.linkOf(step.link)?.heal();
    case "freeze":
      return cast.linkOf(step.link)?.freeze(step.direction);
    case "stall":
      return cast.linkOf(step.link)?.stall(step.which);
    case "delay":
      return cast.linkOf(step.link)?.delay(step.ms);
    case "trickle":
      return cast.linkOf(step.link)?.trickle(step.bytes);
    case "duplicate":
      for (const { wire } of [...visitors, ...Object.values(agents).map(({ person }) => person)]) wire.duplicates = step.chance;
      return;
    case "kill server":
      return onProcess(cast, step.process, (process) => stage.killProcess(process, "kill"));
    case "stop server":
      return onProcess(cast, step.process, (process) => stage.killProcess(process, "stop"));
    case "start server":
      return onProcess(cast, step.process, (process) => stage.startProcess(process));
    case "kill database":
      return stage.database.kill();
    case "start database":
      return goOn(stage.database.start());
    case "kill redis":
      return stage.killRedis();
    case "start redis":
      return goOn(stage.startRedis());
    case "jump server clock":
      return onProcess(cast, step.process, (process) => stage.setClock(process, step.seconds * 1000));
    case "jump visitor clock":
      return visitors[step.chat]?.clock.jump(step.seconds * 1000);
    case "pause":
      return Bun.sleep(step.ms);
    case "await acks": {
      const goal = ledger.acknowledged() + step.count;
      const deadline = performance.now() + ACKS_WITHIN_MS;
      while (ledger.acknowledged() < goal && performance.now() < deadline) await Bun.sleep(2);
      return;
    }
    case "await": {
      const isThere = () =>
        step.state === "taken" ? holderOf(cast, step.chat) !== null : visitors[step.chat]?.state()?.mode === step.state;
      const deadline = performance.now() + STATE_WITHIN_MS;
      while (!isThere() && performance.now() < deadline) await Bun.sleep(2);
    }
  }
}

/** Whoever takes the chat for its own right now. */
function holderOf(cast: Cast, chat: number): { person: AgentPerson; sessionId: string } | null {
  const sessionId = cast.visitors[chat]?.sessionId();
  if (!sessionId) return null;
  const holder = Object.values(cast.agents).find(({ person }) => person.chats().includes(sessionId));
  return holder ? { person: holder.person, sessionId } : null;
}

function withHolder(cast: Cast, chat: number, act: (person: AgentPerson, sessionId: string) => void): void {
  const holder = holderOf(cast, chat);
  if (holder) act(holder.person, holder.sessionId);
}

async function onProcess(cast: Cast, number: number, act: (process: Process) => Promise<void>): Promise<void> {
  const process = cast.stage.processes[number];
  // A start may fail, as without a database, and is made good in the end.
  if (process) goOn(act(process));
}

const goOn = (work: Promise<void>): void => void work.catch(() => {});
