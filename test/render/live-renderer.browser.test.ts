import { expect } from "@open-wc/testing";
import { createLiveRenderer } from "../../src/render/live-renderer.js";
import { box } from "../../src/scene/mark/box.js";
import type { Mark } from "../../src/scene/mark/mark.js";
import { spannedText, text } from "../../src/scene/mark/text.js";
import type { Scene } from "../../src/scene/scene.js";

const AT = { x: 10, y: 20, room: 200 };
const DOT: Mark = {
  kind: "dot",
  key: "dot",
  x: 100,
  y: 50,
  radius: 5,
  fill: "packet",
  stroke: null,
};

function sceneOf(marks: readonly Mark[], motions: Scene["motions"] = []): Scene {
  return {
    width: 200,
    height: 100,
    title: "A title",
    description: "A description",
    marks,
    motions,
  };
}

function freshSvg(): SVGSVGElement {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  document.body.append(svg);
  return svg;
}

describe("createLiveRenderer", () => {
  it("keeps the elements of marks that stay, and drops the others", () => {
    const svg = freshSvg();
    const renderer = createLiveRenderer(svg);
    renderer.draw(sceneOf([text("a", AT, "one"), text("b", AT, "two")]));
    const [first] = svg.querySelectorAll("g");
    renderer.draw(sceneOf([text("c", AT, "three"), text("a", AT, "changed")]));
    const groups = [...svg.querySelectorAll("g")];
    expect(groups).to.have.length(2);
    expect(groups[1]).to.equal(first);
    expect(groups.map((group) => group.textContent)).to.deep.equal(["three", "changed"]);
  });

  it("moves only what a motion names, and ends where the mark stands", () => {
    const svg = freshSvg();
    const renderer = createLiveRenderer(svg);
    const points = [
      { x: 0, y: 50 },
      { x: 100, y: 50 },
    ];
    renderer.draw(
      sceneOf([text("a", AT, "one"), DOT], [{ keys: ["dot"], points, start: 0, end: 1 }]),
    );
    const [still, moving] = svg.querySelectorAll("g");
    renderer.move(0.25);
    expect(moving?.getAttribute("transform")).to.equal("translate(-75,0)");
    expect(still?.hasAttribute("transform")).to.equal(false);
    renderer.move(1);
    expect(moving?.hasAttribute("transform")).to.equal(false);
  });

  it("follows its motions at once after another scene was drawn", () => {
    const svg = freshSvg();
    const renderer = createLiveRenderer(svg);
    const points = [
      { x: 0, y: 50 },
      { x: 100, y: 50 },
    ];
    renderer.draw(sceneOf([DOT], [{ keys: ["dot"], points, start: 0, end: 1 }]));
    renderer.move(0);
    renderer.draw(sceneOf([DOT]));
    renderer.move(0);
    expect(svg.querySelector("g")?.hasAttribute("transform")).to.equal(false);
  });

  it("names the picture, gives tooltips, and says what a click asks for", () => {
    const svg = freshSvg();
    const frame = { x: 0, y: 0, width: 10, height: 10 };
    createLiveRenderer(svg).draw(
      sceneOf([box("a", frame, { tooltip: "the whole <name>", action: "hook:INPUT" })]),
    );
    expect(svg.querySelector(":scope > title")?.textContent).to.equal("A title");
    expect(svg.querySelector(":scope > desc")?.textContent).to.equal("A description");
    const group = svg.querySelector("g");
    expect(group?.querySelector("title")?.textContent).to.equal("the whole <name>");
    expect(group?.dataset["action"]).to.equal("hook:INPUT");
  });

  it("takes the page's colours, and the theme's where the page has none", () => {
    const svg = freshSvg();
    const renderer = createLiveRenderer(svg, { theme: "dark" });
    renderer.draw(sceneOf([DOT]));
    const circle = svg.querySelector("circle");
    if (circle === null) throw new Error("no circle");
    expect(getComputedStyle(circle).fill).to.equal("rgb(91, 164, 255)");
    renderer.draw(sceneOf([DOT]), "light");
    expect(getComputedStyle(circle).fill).to.equal("rgb(8, 96, 202)");
    svg.style.setProperty("--packet", "rgb(1, 2, 3)");
    expect(getComputedStyle(circle).fill).to.equal("rgb(1, 2, 3)");
  });

  it("draws the parts of a text with their own look, and takes them away again", () => {
    const svg = freshSvg();
    const renderer = createLiveRenderer(svg);
    renderer.draw(
      sceneOf([
        spannedText("a", AT, [
          { text: "old", struck: true },
          { text: "new", bold: true },
        ]),
      ]),
    );
    expect(svg.querySelectorAll("tspan")).to.have.length(2);
    renderer.draw(sceneOf([text("a", AT, "plain")]));
    const [only, ...more] = svg.querySelectorAll("tspan");
    expect(more).to.have.length(0);
    expect(only?.style.textDecoration).to.equal("");
  });

  it("leaves nothing behind", () => {
    const svg = freshSvg();
    const renderer = createLiveRenderer(svg);
    renderer.draw(sceneOf([DOT]));
    renderer.destroy();
    expect(svg.childElementCount).to.equal(0);
  });
});
