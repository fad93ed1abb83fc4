import type { ChatMessage } from "../../contract";

const PERSON =
  "(?:humans?|persons?|people|someone|somebody|agents?|representatives?|advisors?|staff|colleagues?|employees?|operators?|mensch(?:en)?|mitarbeiter(?:in)?|humain|conseiller|persona|humano|agente)";
const REAL = "(?:real|live|actual|human)";
/** Verbs that say what one does with a person, so that the two may stand apart. */
const TALK = "(?:talk|speak|chat|connect|transfer|escalate|contact|reach|parler|hablar)";
/** Verbs for anything at all: only with the person as their very object. */
const WANT = "(?:want|need|get|give|prefer)";

const ASKS_FOR_PERSON = [
  new RegExp(`\\b${TALK}\\b.{0,40}\\b${PERSON}\\b`, "iu"),
  new RegExp(`\\b${WANT}\\s+(?:me\\s+)?(?:an?\\s+|the\\s+|your\\s+)?(?:${REAL}\\s+)?${PERSON}\\b`, "iu"),
  new RegExp(`\\b${PERSON}\\s+(?:sprechen|reden|schreiben|chatten)\\b`, "iu"),
  new RegExp(`\\b(?:real|live|actual)\\s+${PERSON}\\b`, "iu"),
  new RegExp(`^\\W*${PERSON}(?:\\s+please)?\\W*$`, "iu"),
];

const YES =
  /^\W*(?:yes|yeah|yep|yup|sure|ok|okay|please|go ahead|ja|oui|si|sí)(?:[\s,!.]+(?:please|do|go ahead|thanks|thank you|bitte|por favor))*\W*$/iu;
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
