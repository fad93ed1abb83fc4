import { createLedger, type Ledger } from "./ledger";
import type { Link } from "./link";
import type { AgentPerson } from "./people/agent";
import { createDeskAgent } from "./people/desk-agent";
import { createSocketAgent } from "./people/socket-agent";
import { createVisitor, type Visitor } from "./people/visitor";
import type { AgentName, LinkName, Schedule } from "./schedule/steps";
import { openWidget, type Stage, type StageAgent } from "./stage";

/** Each client decides by numbers of its own: what the others do, and when, changes nothing for it. */
const PART = { desk: 1, socket: 2, visitors: 3 };

/** Everyone of one schedule: visitors of a widget of its own, and the two agents of the account. */
export interface Cast {
  readonly stage: Stage;
  readonly siteKey: string;
  readonly ledger: Ledger;
  readonly visitors: readonly Visitor[];
  readonly agents: Readonly<Record<AgentName, { who: StageAgent; person: AgentPerson }>>;
  /** What connections were told twice, or out of order. */
  readonly told: string[];
  linkOf(name: LinkName): Link | null;
  stop(): void;
}

export async function callCast(stage: Stage, schedule: Schedule): Promise<Cast> {
  const siteKey = await openWidget(stage);
  const { random } = schedule;
  const ledger = createLedger(`${schedule.seed}.${schedule.index}`);
  const told: string[] = [];
  const visitors = Array.from({ length: schedule.chats }, (_, chat) =>
    createVisitor({ siteKey, chat, link: stage.openLink(), ledger, random: random.fork(PART.visitors + chat), told }),
  );
  const [first, second] = stage.agents;
  const agents = {
    desk: { who: first, person: createDeskAgent({ agent: first, link: stage.openLink(), ledger, random: random.fork(PART.desk), told }) },
    socket: {
      who: second,
      person: createSocketAgent({ agent: second, link: stage.openLink(), ledger, random: random.fork(PART.socket), told }),
    },
  };
  return {
    stage,
    siteKey,
    ledger,
    told,
    visitors,
    agents,
    linkOf(name) {
      if (name === "desk" || name === "socket") return agents[name].person.link;
      const [kind, number] = name.split(" ");
      if (kind === "visitor") return visitors[Number(number)]?.link ?? null;
      const process = stage.processes[Number(number)];
      return (kind === "database" ? process?.database : process?.redis) ?? null;
    },
    stop() {
      for (const visitor of visitors) visitor.stop();
      for (const { person } of Object.values(agents)) person.stop();
    },
  };
}
