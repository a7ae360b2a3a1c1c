import { LANGUAGES, TEXTS } from "./text.mjs";

/** A text as HTML shows it. */
export function escape(text) {
  return text.replace(
    /[&<>"']/g,
    (character) =>
      ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" })[character],
  );
}

/** A page: `path` is its place in its language's folder, `body` its HTML, `script` the module it runs. */
export function page({ language, path, title, body, script }) {
  const texts = TEXTS[language.tag];
  const up = "../".repeat((language.folder + path).split("/").length - 1) || "./";
  const switches = LANGUAGES.map((other) =>
    other.tag === language.tag
      ? `<span aria-current="true">${other.name}</span>`
      : `<a lang="${other.tag}" hreflang="${other.tag}" href="${up}${other.folder}${path}">${other.name}</a>`,
  );
  const home = `${up}${language.folder}`;
  return `<!doctype html>
<html lang="${language.tag}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'">
<meta name="color-scheme" content="light dark">
<meta name="description" content="${escape(texts.tagline)}">
<title>${escape(title)}</title>
<link rel="icon" href="${up}icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="${up}site.css">
<script type="module" src="${up}${script}"></script>
</head>
<body>
<a class="skip" href="#player">${texts.skip}</a>
<header>
<a class="brand" href="${home}index.html"><img src="${up}icon.svg" alt="" width="28" height="28">Hopwise</a>
<nav>
<a href="${home}index.html#gallery">${texts.gallery}</a>
<a href="${home}try.html">${texts.try}</a>
<span class="languages" role="group" aria-label="${texts.language}">${switches.join(" ")}</span>
</nav>
</header>
<main>
${body}
</main>
</body>
</html>
`;
}

/** What plays a scenario, side by side where it compares modes, with a picture of it for readers without scripts. */
export function player({ scenario, language, up }) {
  const file = `${up}scenarios/${scenario.name}`;
  const tag = tagOf(scenario);
  return `<${tag} id="player" lang="${language.tag}" src="${file}.hop"><img src="${file}.svg" alt="${escape(titleOf(scenario, language))}" width="720" height="460"></${tag}>`;
}

/** The tag that plays a scenario. */
export function tagOf({ compares }) {
  return compares ? "hopwise-compare" : "hopwise-player";
}

/** The title of a scenario, or of a group of them, in a language. */
export function titleOf(scenario, language) {
  return scenario.title[language.tag] ?? scenario.title.en;
}
