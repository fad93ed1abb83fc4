export const chatCount = (count: number) => (count === 0 ? "No chats" : count === 1 ? "1 chat" : `${count.toLocaleString()} chats`);
