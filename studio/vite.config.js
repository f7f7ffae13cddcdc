import { defineConfig } from "vite"

// Built into the Python package. Names hold hashes of their content, so that a browser may keep them for ever;
// nothing is inlined, so that the page's policy needs no exception.
export default defineConfig({
  base: "/",
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  build: {
    outDir: "../src/rolewright/studio/assets",
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    target: "es2022",
    reportCompressedSize: true,
  },
})
