import tailwindcss from "@tailwindcss/vite";
import { defineConfig } from "vite";
import solid from "vite-plugin-solid";

const SERVER = "http://localhost:5000";

export default defineConfig({
  base: "/",
  plugins: [tailwindcss(), solid()],
  build: { target: "es2022", assetsInlineLimit: 0, modulePreload: { polyfill: false } },
  server: {
    proxy: {
      "/api": SERVER,
      "/trpc": { target: SERVER, ws: true },
      "/ws": { target: SERVER, ws: true },
      "/widget.js": SERVER,
      "/widget": SERVER,
      "/panel": SERVER,
      "/demo": SERVER,
    },
  },
});
