import { grouped } from "./group.mjs";
import { escape, page, player, tagOf, titleOf } from "./page.mjs";
import { TEXTS } from "./text.mjs";

/** The first page: one scenario plays, the others wait below. */
export function indexPage(scenarios, language) {
  const texts = TEXTS[language.tag];
  const up = language.folder === "" ? "" : "../";
  const [first] = scenarios;
  const body = `<h1>${texts.tagline}</h1>
${player({ scenario: first, language, up })}
<p class="about">${texts.about}</p>
<h2 id="gallery">${texts.gallery}</h2>
${grouped(scenarios)
  .map((group) => groupOfCards(group, language, up))
  .join("\n")}`;
  return page({ language, path: "index.html", title: "Hopwise", body, script: "site.js" });
}

/** A scenario's own page: the player, the text, and how to embed it. */
export function scenarioPage(scenario, language) {
  const texts = TEXTS[language.tag];
  const path = `scenario/${scenario.name}.html`;
  // A scenario of a folder lies deeper; `home` is the language's own first page.
  const home = "../".repeat(path.split("/").length - 1);
  const up = language.folder === "" ? home : `${home}../`;
  const title = titleOf(scenario, language);
  const file = scenario.name.split("/").at(-1);
  const tag = tagOf(scenario);
  const module = scenario.compares ? "hopwise-compare.js" : "hopwise.js";
  const snippet = `<script type="module" src="${module}"></script><${tag} src="${file}.hop"><img src="${file}.svg" alt="${title}"></${tag}>`;
  const body = `<h1>${escape(title)}</h1>
${player({ scenario, language, up })}
<h2>${texts.scenarioText}</h2>
<pre tabindex="0"><code>${escape(scenario.text)}</code></pre>
${scenario.compares ? `<p class="about">${texts.comparing}</p>\n` : ""}<p><a href="${up}scenarios/${scenario.name}.hop" download>${texts.download}</a> · <a href="${home}try.html#${scenario.name}">${texts.try}</a> · <a href="${home}index.html#gallery">${texts.all}</a></p>
<h2>${texts.embed}</h2>
<pre tabindex="0"><code>${escape(snippet)}</code></pre>`;
  const script = scenario.compares ? "compare.js" : "site.js";
  return page({ language, path, title: `${title} · Hopwise`, body, script });
}

/** A page with a text to change and a player that follows it. */
export function tryPage(scenarios, language) {
  const texts = TEXTS[language.tag];
  const up = language.folder === "" ? "" : "../";
  const options = grouped(scenarios).map(
    (group) =>
      `<optgroup label="${escape(titleOf(group, language))}">${group.scenarios
        .map(
          (scenario) =>
            `<option value="${scenario.name}">${escape(titleOf(scenario, language))}</option>`,
        )
        .join("")}</optgroup>`,
  );
  const body = `<h1>${texts.try}</h1>
<p class="about">${texts.tryAbout}</p>
<div class="try" data-scenarios="${up}scenarios/">
<div class="text">
<label for="scenario">${texts.gallery}</label> <select id="scenario"><option value="" hidden>${texts.ownText}</option>${options.join("")}</select>
<label for="text">${texts.text}</label>
<textarea id="text" spellcheck="false" autocomplete="off" autocapitalize="off" wrap="off"></textarea>
</div>
<hopwise-player id="player" lang="${language.tag}"></hopwise-player>
</div>`;
  const title = `${texts.try} · Hopwise`;
  return page({ language, path: "try.html", title, body, script: "try.js" });
}

function groupOfCards(group, language, up) {
  return `<h3>${escape(titleOf(group, language))}</h3>
<ul class="gallery">
${group.scenarios.map((scenario) => card(scenario, language, up)).join("\n")}
</ul>`;
}

function card(scenario, language, up) {
  const texts = TEXTS[language.tag];
  const file = `${up}scenarios/${scenario.name}`;
  return `<li><a href="scenario/${scenario.name}.html"><img src="${file}.svg" alt="" loading="lazy" width="720" height="460"><span>${escape(titleOf(scenario, language))}</span></a> <small>${texts.steps.replace("{count}", scenario.steps)}</small></li>`;
}
