export const CROSS = "M6 6l12 12M18 6L6 18";
export const SEND = "M12 19.5V5M5.5 11.5L12 5l6.5 6.5";
export const SPARK =
  "M12 3.5l1.9 5.1a2.5 2.5 0 0 0 1.5 1.5l5.1 1.9-5.1 1.9a2.5 2.5 0 0 0-1.5 1.5L12 20.5l-1.9-5.1a2.5 2.5 0 0 0-1.5-1.5L3.5 12l5.1-1.9a2.5 2.5 0 0 0 1.5-1.5z";
export const PERSON = "M12 11.5a3.8 3.8 0 1 0 0-7.6 3.8 3.8 0 0 0 0 7.6zM4.8 20.2a7.3 7.3 0 0 1 14.4 0";
export const DOWN = "M12 5v14M6 13l6 6 6-6";
