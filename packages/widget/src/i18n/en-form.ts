/** What the form before the chat says in words of its own. */
export const enForm = {
  start: "Start chat",
  optional: "optional",
  choose: "Please choose",
  required: (label: string) => `${label} is needed`,
  invalidEmail: "This does not look like an e-mail address",
  invalidNumber: "This is not a number",
};
