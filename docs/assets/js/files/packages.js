// A part of the toolbox as a file of its own: taken out of the whole one when a reader asks for it.
const KIND = "application/zip";
const answer = document.getElementById("pakkesvar");

for (const button of document.querySelectorAll("[data-package]"))
  button.addEventListener("click", async () => {
    answer.textContent = "";
    button.disabled = true;
    try {
      const { package: name, tools, about } = button.dataset;
      const whole = button.closest("section").querySelector("a[download]").href;
      save(name, await part(whole, tools.split(" "), about));
    } catch {
      answer.textContent = answer.dataset.failed;
    }
    button.disabled = false;
  });

/** The files of these tools out of the ZIP at an address, with what it says of them; as bytes. Throws when it cannot be read. */
async function part(address, tools, about) {
  const [{ strFromU8, strToU8, unzipSync, zipSync }, got] = await Promise.all([import("../vendor/fflate.js"), fetch(address)]);
  if (!got.ok) throw new Error(String(got.status));
  const { readme } = answer.dataset;
  const ours = (name) => tools.some((tool) => name.startsWith(`${tool}/`));
  const files = unzipSync(new Uint8Array(await got.arrayBuffer()), { filter: ({ name }) => name === readme || ours(name) });
  // The mark at its beginning is what Notepad knows the letters by.
  files[readme] = strToU8("\ufeff" + told(strFromU8(files[readme]).replace(/^\ufeff/, ""), tools, about));
  return zipSync(Object.fromEntries(Object.entries(files).map(([name, bytes]) => [name, [bytes, { level: /\.(md|txt)$/.test(name) ? 9 : 0 }]])));
}

/** What the whole says, under the part's own title: what is said of all, and of these tools. */
function told(text, tools, about) {
  const [, ...paragraphs] = text.split("\r\n\r\n");
  const files = (paragraph) => paragraph.split("\r\n").filter((line) => /^  \S+\/\S/.test(line));
  const kept = paragraphs.filter((paragraph) => files(paragraph).every((line) => tools.some((tool) => line.startsWith(`  ${tool}/`))));
  return [`${about}\r\n${"=".repeat(about.length)}`, ...kept].join("\r\n\r\n");
}

/** Hands a file to the reader. */
function save(download, bytes) {
  const href = URL.createObjectURL(new Blob([bytes], { type: KIND }));
  Object.assign(document.createElement("a"), { href, download }).click();
  setTimeout(() => URL.revokeObjectURL(href), 10_000);
}
