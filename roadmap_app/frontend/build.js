// Bundles the scripts and style sheets, and copies the fonts and pictures they use, under names that change with the content.
//
//   node build.js OUT [--watch]
//
// OUT/manifest.json maps each plain name (main.js, main.css, fonts/NAME.woff2, the files of public/) to the built one.
// The manifest is replaced last, in one step, and files it no longer names are removed after that: a server that is
// running beside a build always finds what its pages name.

import { existsSync, globSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";
import * as esbuild from "esbuild";

const here = path.dirname(fileURLToPath(import.meta.url));
const out = path.resolve(process.argv[2]);
const watching = process.argv.includes("--watch");
const copied = [".ico", ".jpg", ".png", ".svg", ".webmanifest", ".woff2"];

// A style sheet names a font file by its name alone; which package brings it is this build's business.
const fontsByName = {
  name: "fonts-by-name",
  setup(build) {
    const packages = path.join(here, "node_modules/@fontsource-variable");
    build.onResolve({ filter: /\.woff2$/ }, ({ path: wanted }) => {
      const file = path.posix.basename(wanted);
      const found = readdirSync(packages).map((name) => path.join(packages, name, "files", file)).find(existsSync);
      return found ? { path: found } : { errors: [{ text: `No font package has a file named ${file}` }] };
    });
  },
};

const manifestLast = {
  name: "manifest-last",
  setup(build) {
    build.onEnd((result) => {
      if (result.errors.length === 0) publish(result);
    });
  },
};

function publish({ outputFiles, metafile }) {
  for (const { path: file, contents } of outputFiles) {
    if (existsSync(file)) continue; // the name tells the content
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(`${file}.part`, contents);
    renameSync(`${file}.part`, file);
  }
  const manifest = path.join(out, "manifest.json");
  writeFileSync(`${manifest}.part`, `${JSON.stringify(plainNames(metafile), null, 2)}\n`);
  renameSync(`${manifest}.part`, manifest);
  const current = new Set([manifest, ...outputFiles.map((file) => file.path)]);
  for (const entry of readdirSync(out, { recursive: true, withFileTypes: true })) {
    const file = path.join(entry.parentPath, entry.name);
    if (entry.isFile() && !current.has(file)) rmSync(file);
  }
}

function plainNames(metafile) {
  const names = {};
  for (const [built, { entryPoint, inputs }] of Object.entries(metafile.outputs)) {
    const source = entryPoint ?? (copied.includes(path.extname(built)) ? Object.keys(inputs)[0] : undefined);
    if (!source) continue;
    const file = path.resolve(here, built);
    names[plainName(source)] = path.relative(out, file).split(path.sep).join("/");
  }
  return Object.fromEntries(Object.entries(names).sort());
}

function plainName(source) {
  if (source.startsWith("node_modules/")) return `fonts/${path.posix.basename(source)}`;
  return source.replace(/^(js|css|public)\//, "");
}

const options = {
  absWorkingDir: here,
  assetNames: "fonts/[name]-[hash]",
  bundle: true,
  charset: "utf8",
  chunkNames: "chunks/[name]-[hash]",
  entryNames: "[dir]/[name]-[hash]",
  entryPoints: ["js/main.js", "css/main.css", ...globSync("public/**/*.*", { cwd: here })].map((file) => ({
    in: file,
    out: plainName(file.split(path.sep).join("/")).replace(/\.[^.]+$/, ""),
  })),
  format: "esm",
  legalComments: "none",
  loader: Object.fromEntries(copied.map((suffix) => [suffix, "copy"])),
  logLevel: "warning",
  metafile: true,
  minify: !watching,
  outdir: out,
  plugins: [fontsByName, manifestLast],
  sourcemap: watching ? "inline" : false,
  splitting: true,
  target: ["chrome109", "firefox115", "safari16.4"],
  write: false,
};

mkdirSync(out, { recursive: true });
if (watching) {
  await (await esbuild.context(options)).watch();
} else {
  await esbuild.build(options).catch(() => process.exit(1)); // esbuild has said what is wrong
  const size = Object.keys(JSON.parse(readFileSync(path.join(out, "manifest.json"), "utf8"))).length;
  console.log(`front end: ${size} files`);
}
