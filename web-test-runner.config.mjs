import { esbuildPlugin } from "@web/dev-server-esbuild";
import { defaultReporter, summaryReporter } from "@web/test-runner";
import { chromeLauncher } from "@web/test-runner-chrome";
import { requireBrowser } from "./scripts/find-browser.mjs";
import { packagesPlugin } from "./scripts/wtr-packages.mjs";

const { executablePath, args, origin } = await requireBrowser();

export default {
  files: ["test/**/*.browser.test.ts"],
  nodeResolve: { exportConditions: ["browser", "production"] },
  // One page at a time: tests of focus and of time disturb each other.
  concurrency: 1,
  browsers: [
    chromeLauncher({
      launchOptions: {
        executablePath,
        args,
        headless: origin === "@sparticuz/chromium" ? "shell" : true,
      },
      createPage: async ({ context }) => {
        const page = await context.newPage();
        const devtools = await page.createCDPSession();
        // A page that is not in front gets no animation frames.
        await devtools.send("Emulation.setFocusEmulationEnabled", { enabled: true });
        return page;
      },
    }),
  ],
  plugins: [
    packagesPlugin(["d3", "rxjs"]),
    esbuildPlugin({ ts: true, tsconfig: "./tsconfig.base.json", target: "es2022" }),
  ],
  testFramework: { config: { ui: "bdd", timeout: 10000 } },
  testsFinishTimeout: 120000,
  reporters: [
    summaryReporter(),
    defaultReporter({ reportTestResults: true, reportTestProgress: true }),
  ],
};
