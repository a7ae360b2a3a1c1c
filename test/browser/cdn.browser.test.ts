import { expect } from "@open-wc/testing";

/** Opens a page of its own with a strict policy, and reports what the policy refused. */
async function openFrame(body: string): Promise<HTMLIFrameElement> {
  const frame = document.createElement("iframe");
  frame.width = "800";
  frame.height = "800";
  frame.srcdoc = `<!doctype html><html lang="en"><head><title>page</title>
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:">
</head><body>${body}</body></html>`;
  const loaded = new Promise((resolve) => {
    frame.addEventListener("load", resolve);
  });
  document.body.append(frame);
  await loaded;
  return frame;
}

async function until<Value>(find: () => Value | null | undefined, what: string): Promise<Value> {
  const deadline = Date.now() + 8000;
  for (;;) {
    const value = find();
    if (value !== null && value !== undefined) return value;
    if (Date.now() > deadline) throw new Error(`still no ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}

const PAGE = `<hopwise-player src="/scenarios/clusterip.hop"><img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=" alt="fallback"></hopwise-player>`;

/** Adds a module to a page, and reports what the page's policy refuses from then on. */
function runModule(page: Document, src: string): readonly string[] {
  const violations: string[] = [];
  page.addEventListener("securitypolicyviolation", (event) => {
    violations.push(`${event.violatedDirective} ${event.sourceFile}:${event.lineNumber}`);
  });
  const script = page.createElement("script");
  script.type = "module";
  script.src = src;
  page.head.append(script);
  return violations;
}

describe("dist/cdn/hopwise.js on a page with a strict policy", () => {
  it("plays a scenario from its text without one violation", async () => {
    const frame = await openFrame(PAGE);
    const page = frame.contentDocument;
    if (page === null) throw new Error("the frame has no page");
    const violations = runModule(page, "/dist/cdn/hopwise.js");
    const player = page.querySelector("hopwise-player");
    const picture = await until(() => player?.shadowRoot?.querySelector(".pane svg *"), "picture");
    const slider = await until(
      () => player?.shadowRoot?.querySelector<HTMLInputElement>("input[type=range]"),
      "slider",
    );
    expect(Number(slider.max)).to.be.greaterThan(20);
    slider.value = String(Math.floor(Number(slider.max) / 2));
    slider.dispatchEvent(new Event("input"));
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(picture.isConnected || player?.shadowRoot?.querySelector(".pane svg *")).to.be.ok;
    expect(violations).to.deep.equal([]);
    frame.remove();
  });

  it("shows the image where scripts never run", async () => {
    const frame = await openFrame(PAGE);
    const image = frame.contentDocument?.querySelector("img");
    expect(image?.getBoundingClientRect().height).to.be.greaterThan(0);
    frame.remove();
  });

  it("may be loaded twice", async () => {
    for (const copy of ["first", "second"]) {
      const url = `/dist/cdn/hopwise.js?${copy}`;
      await import(url);
    }
    expect(customElements.get("hopwise-player")).to.exist;
  });
});

describe("dist/cdn/hopwise-compare.js on a page with a strict policy", () => {
  it("plays modes side by side without one violation, and brings the player", async () => {
    const frame = await openFrame(
      `<hopwise-compare src="/scenarios/clusterip.hop" modes="iptables nftables"></hopwise-compare>`,
    );
    const page = frame.contentDocument;
    if (page === null) throw new Error("the frame has no page");
    const violations = runModule(page, "/dist/cdn/hopwise-compare.js");
    const comparison = page.querySelector("hopwise-compare");
    await until(() => comparison?.shadowRoot?.querySelector(".pane svg *"), "picture");
    const columns = comparison?.shadowRoot?.querySelectorAll(".column");
    expect([...(columns ?? [])].map(({ id }) => id)).to.deep.equal([
      "column-iptables",
      "column-nftables",
    ]);
    expect(frame.contentWindow?.customElements.get("hopwise-player")).to.exist;
    expect(violations).to.deep.equal([]);
    frame.remove();
  });
});
