import { defineConfig } from "vitest/config";

const conditions = ["relent:source", "node"];

export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: {
    include: [
      "packages/*/test/**/*.test.{ts,tsx}",
      "examples/*/test/**/*.test.ts",
      "bench/test/**/*.test.ts",
      "test/**/*.test.ts",
    ],
    setupFiles: ["./test/properties.ts"],
    testTimeout: 60_000,
    pool: "forks",
  },
});
