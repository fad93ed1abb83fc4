/** What is sent to one person. */
export interface OutgoingMail {
  to: string;
  /** Whom an answer goes to; null: to the sender. */
  replyTo: { name: string; address: string } | null;
  /** One line: whatever breaks it is taken out. */
  subject: string;
  text: string;
  html: string;
  /** Of this mail, however often it is tried, so that one that came twice is known by it. Letters, digits, `-`. */
  id: string;
}

/** Hands mails to the operator's mail server. */
export interface MailSender {
  /** How visitors and agents reach this server; links begin with it. Without a slash at its end. */
  readonly publicUrl: string;
  /**
   * Resolves when the mail server has taken it.
   * @throws MailRefused when it never will · any other error when it may be tried again
   */
  send(mail: OutgoingMail, signal: AbortSignal): Promise<void>;
}

/** The mail server says that this mail is not to be sent. */
export class MailRefused extends Error {
  constructor(
    /** The answer of the mail server, from 500 to 599. */
    readonly code: number,
  ) {
    super("the mail server refused the mail");
  }
}
