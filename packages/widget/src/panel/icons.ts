export const CROSS = "M6 6l12 12M18 6L6 18";
export const SEND = "M12 20V5M6 11l6-6 6 6";
export const SPARK = "M12 3q1 8 9 9-8 1-9 9-1-8-9-9 8-1 9-9z";
export const PERSON = "M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM5 20a7 7 0 0 1 14 0";
