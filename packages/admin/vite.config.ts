import { fileURLToPath } from "node:url";
import tailwindcss from "@tailwindcss/vite";
import { defineConfig } from "vite";
import solid from "vite-plugin-solid";

/** The compiled icons: the sources, which Solid's plugin would pick, are some two thousand files to compile. */
const ICONS = fileURLToPath(new URL("./node_modules/lucide-solid/dist/esm/lucide-solid.mjs", import.meta.url));

const SERVER = "http://localhost:5000";

export default defineConfig({
  base: "/",
  plugins: [tailwindcss(), solid()],
  resolve: { alias: [{ find: /^lucide-solid$/, replacement: ICONS }] },
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
