export const DOWN = "M12 5v14M6 13l6 6 6-6";
export const CLIP = "M7 13l7-7a3 3 0 0 1 4 4l-8 8a5 5 0 0 1-7-7l8-8";
export const DOTS = "M5 12a1 1 0 1 0 2 0 1 1 0 1 0-2 0zM11 12a1 1 0 1 0 2 0 1 1 0 1 0-2 0zM17 12a1 1 0 1 0 2 0 1 1 0 1 0-2 0z";
