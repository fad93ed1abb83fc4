/** What the forms say in words of their own: the one before the chat, and the one for when nobody is there. */
export const enForm = {
  start: "Start chat",
  agree: "Agree and start chat",
  optional: "optional",
  choose: "Please choose",
  required: "{label} is needed",
  invalidEmail: "This does not look like an e-mail address",
  invalidNumber: "This is not a number",
  leaveHint: "Nobody is here right now. Leave a message, and we will answer by e-mail.",
  name: "Name",
  email: "E-mail",
  message: "Message",
  leaveMessage: "Leave message",
  back: "Back to the chat",
};
