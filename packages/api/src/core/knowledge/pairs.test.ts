import { afterAll, describe, expect, test } from "bun:test";
import { closeTestCores, makeAccount, readRows, testCore } from "../../testing";
import { createPair, deletePair, joinSession, listPairs, sendVisitorMessage, showTranscript, updatePair } from "..";

afterAll(closeTestCores);

const core = await testCore();
const PARKING = { question: "Where can I park?", answer: "Behind the house." };
const UNKNOWN = { reason: "PAIR_UNKNOWN", message: "Answer not found" };

describe("question and answer pairs", () => {
  test("are made, listed newest first, changed and deleted", async () => {
    const { admin } = await makeAccount(core);
    const parking = await createPair(admin, PARKING);
    const dogs = await createPair(admin, { question: "  May dogs come?  ", answer: "Gladly 🐕" });
    expect(parking).toEqual({ id: expect.any(Number), ...PARKING, updatedAt: expect.any(String) });
    expect(dogs.question).toBe("May dogs come?");
    expect(await listPairs(admin, {})).toEqual([dogs, parking]);

    const changed = await updatePair(admin, { pairId: parking.id, question: "Parking?", answer: "In front." });
    expect(changed).toMatchObject({ id: parking.id, question: "Parking?", answer: "In front." });
    await deletePair(admin, { pairId: dogs.id });
    expect(await listPairs(admin, {})).toEqual([changed]);
  });

  test("the assistant answers from a new pair at once, and from a deleted one no more", async () => {
    const account = await makeAccount(core);
    const key = { siteKey: account.widget.siteKey, sessionId: "session_of_parking" };
    const ask = async () => {
      await sendVisitorMessage(account.visitor, { ...key, text: PARKING.question });
      await core.deps.background.idle();
      return (await joinSession(account.visitor, key)).messages.at(-1);
    };
    const pair = await createPair(account.admin, PARKING);
    expect(await ask()).toMatchObject({ text: PARKING.answer, offersPerson: false, source: { title: PARKING.question } });
    await deletePair(account.admin, { pairId: pair.id });
    expect(await ask()).toMatchObject({ offersPerson: true, source: null });
    const { messages } = await showTranscript(account.admin, key);
    expect(messages.map(({ source }) => source)).toEqual([null, { title: PARKING.question }, null, null]);
  });

  test("another account's are unknown, and stay as they are", async () => {
    const [account, other] = [await makeAccount(core), await makeAccount(core)];
    const pair = await createPair(account.admin, PARKING);
    await expect(updatePair(other.admin, { pairId: pair.id, question: "Mine?", answer: "Mine." })).rejects.toMatchObject(UNKNOWN);
    await expect(deletePair(other.admin, { pairId: pair.id })).rejects.toMatchObject(UNKNOWN);
    expect(await listPairs(other.admin, {})).toEqual([]);
    expect(await listPairs(account.admin, {})).toEqual([pair]);
  });

  test("the same change twice is no fault, the same deletion twice is", async () => {
    const { admin } = await makeAccount(core);
    const { id: pairId } = await createPair(admin, PARKING);
    await updatePair(admin, { pairId, ...PARKING });
    await updatePair(admin, { pairId, ...PARKING });
    const results = await Promise.allSettled([1, 2, 3].map(() => deletePair(admin, { pairId })));
    expect(results.filter((result) => result.status === "fulfilled")).toHaveLength(1);
    await expect(deletePair(admin, { pairId })).rejects.toMatchObject(UNKNOWN);
  });

  test("bad input names every field and changes nothing", async () => {
    const { admin } = await makeAccount(core);
    const pair = await createPair(admin, PARKING);
    await expect(createPair(admin, {})).rejects.toMatchObject({ problems: ["Question is required", "Answer is required"] });
    await expect(updatePair(admin, { pairId: pair.id, question: "q".repeat(501), answer: "a".repeat(4001) })).rejects.toMatchObject({
      fields: { question: "Question must be at most 500 characters", answer: "Answer must be at most 4000 characters" },
    });
    await expect(deletePair(admin, { pairId: "all" })).rejects.toMatchObject({ fields: { pairId: "Pair id must be a number" } });
    expect(await listPairs(admin, {})).toEqual([pair]);
  });

  test("an account holds 2000 and is told so", async () => {
    const { admin } = await makeAccount(core);
    const values = Array.from({ length: 1999 }, (_, index) => `(${admin.actor.accountId}, 'Question ${index}', 'Answer')`);
    await readRows(core, `INSERT INTO knowledge_pairs (user_id, question, answer) VALUES ${values.join(",")}`);
    const last = await createPair(admin, PARKING);
    await expect(createPair(admin, PARKING)).rejects.toMatchObject({
      reason: "PAIR_LIMIT",
      message: "An account holds at most 2000 answers",
    });
    await deletePair(admin, { pairId: last.id });
    await createPair(admin, PARKING);
  });
});
