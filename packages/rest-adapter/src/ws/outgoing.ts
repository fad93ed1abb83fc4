interface Sender {
  sendDue(): void;
}

let due: Sender[] = [];

function sendAll(): void {
  const senders = due;
  due = [];
  for (const sender of senders) sender.sendDue();
}

/**
 * Lets a socket send what it was given when everything that runs now has run: the answer to its own message and what the
 * same transaction stored for it then leave together, and cost the system one write.
 */
export function sendSoon(sender: Sender): void {
  // A tick comes after the promises that are due: those are the acknowledgements.
  if (due.length === 0) process.nextTick(sendAll);
  due.push(sender);
}
