import { describe, expect, test } from "bun:test";
import type { ChatMessage } from "../../contract";
import { asksForPerson, isGreeting, isThanks } from "./intents";

const said = (offersPerson: boolean): ChatMessage => ({
  id: 1,
  text: "…",
  sender: "assistant",
  senderName: "AI Assistant",
  offersPerson,
  file: null,
  source: null,
  clientMessageId: null,
  sentAt: "2026-01-01T00:00:00.000Z",
});

describe("asks for a person", () => {
  test.each([
    "I want to talk to a person",
    "Can I speak to a human?",
    "can I speak with someone please",
    "connect me with an agent",
    "Please transfer me to a representative!",
    "let me talk to a real person",
    "REAL HUMAN NOW",
    "human",
    "Agent please",
    "I need to speak to somebody in charge",
    "is there a live agent",
    "give me a human",
    "are you a bot? i want a person",
    "Ich möchte mit einem Mitarbeiter sprechen",
    "Kann ich mit einem Menschen sprechen?",
    "je veux parler à un conseiller",
    "quiero hablar con una persona",
  ])("%s", (text) => {
    expect(asksForPerson(text, [])).toBe(true);
  });
});

describe("does not ask for a person", () => {
  test.each([
    "How long does delivery take?",
    "Do your staff make the mugs by hand?",
    "I want a mug for a person who loves tea",
    "I need a gift for someone special",
    "can I get this as a gift for somebody",
    "is it safe for humans",
    "yes",
    "agenda",
    "",
  ])("%s", (text) => {
    expect(asksForPerson(text, [said(false)])).toBe(false);
  });
});

describe("yes to the offer of a person", () => {
  test.each(["yes", "Yes!", "yes please", "Yes, please", "yeah", "ok", "Sure.", "please do", "ja", "oui", "sí"])("%s", (text) => {
    expect(asksForPerson(text, [said(true)])).toBe(true);
    expect(asksForPerson(text, [said(true), said(false)])).toBe(false);
    expect(asksForPerson(text, [])).toBe(false);
  });

  test.each(["no", "no thanks", "yes but first: what is shipping?", "maybe later"])("%s is not", (text) => {
    expect(asksForPerson(text, [said(true)])).toBe(false);
  });
});

test.each(["hi", "Hello!", "hey there", "Good morning", "Hallo", "👋 hello"])("%s is a greeting", (text) => {
  expect(isGreeting(text)).toBe(true);
});

test.each(["hi, where is my order", "hello kitty mugs?", "highway", ""])("%p is not a greeting", (text) => {
  expect(isGreeting(text)).toBe(false);
});

test.each(["thanks", "Thank you!", "thanks a lot", "great, thanks", "perfect", "Danke", "merci!"])("%s is thanks", (text) => {
  expect(isThanks(text)).toBe(true);
});

test.each(["thanks but it is still broken", "great mugs", "thanksgiving sale?"])("%s is not thanks", (text) => {
  expect(isThanks(text)).toBe(false);
});
