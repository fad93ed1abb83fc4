export const chatCount = (count: number) => (count === 0 ? "No chats" : count === 1 ? "1 chat" : `${count.toLocaleString()} chats`);

export const activeWidgets = (count: number) => (count === 1 ? "1 active widget" : `${count.toLocaleString()} active widgets`);
