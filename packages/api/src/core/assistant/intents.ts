import type { ChatMessage } from "../../contract";

const PERSON =
  "(?:human|person|someone|somebody|agent|representative|advisor|staff|colleague|employee|operator|mensch|mitarbeiter|humain|conseiller|persona|humano|agente)";
const WANTS = "(?:talk|speak|chat|connect|transfer|escalate|contact|reach|get|want|need|give|sprechen|parler|hablar)";

const ASKS_FOR_PERSON = [
  new RegExp(`\\b${WANTS}\\b.{0,40}\\b(?:real|live|actual|human)?\\s*${PERSON}\\b`, "iu"),
  new RegExp(`\\b(?:real|live|actual)\\s+${PERSON}\\b`, "iu"),
  new RegExp(`^\\W*${PERSON}(?:\\s+please)?\\W*$`, "iu"),
];

const YES = /^\W*(?:yes|yeah|yep|sure|ok|okay|please|yes please|please do|go ahead|ja|oui|si|sí)\W*$/iu;
const GREETING = /^\W*(?:hi|hello|hey|good (?:morning|afternoon|evening)|hallo|bonjour|hola)(?:\s+(?:there|all|everyone))?\W*$/iu;
const THANKS =
  /^\W*(?:thanks?(?: you)?(?: (?:so|very) much| a lot)?|cheers|great|perfect|danke|merci|gracias)(?:[\s,!.]+(?:thanks?|thank you))?\W*$/iu;

/** The visitor asks for a person, or says yes to being offered one just before. */
export function asksForPerson(text: string, history: ChatMessage[]): boolean {
  if (ASKS_FOR_PERSON.some((pattern) => pattern.test(text))) return true;
  return YES.test(text) && (history.at(-1)?.offersPerson ?? false);
}

export const isGreeting = (text: string): boolean => GREETING.test(text);

export const isThanks = (text: string): boolean => THANKS.test(text);
