import tailwindcss from "@tailwindcss/vite";
import { defineConfig } from "vite";
import solid from "vite-plugin-solid";

const server = "http://localhost:5000";

export default defineConfig({
  base: "/agent/",
  plugins: [solid(), tailwindcss()],
  // The server's content security policy allows no data: scripts or fonts, so nothing is inlined.
  build: { target: "es2022", assetsInlineLimit: 0, modulePreload: { polyfill: false } },
  server: { port: 3002, strictPort: true, proxy: { "/api": server, "/trpc": { target: server, ws: true } } },
});
