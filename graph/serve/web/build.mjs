// Bundles src into dist, which the server embeds, or into the folder that is
// named. The output depends on the sources and the versions of the lock file
// alone.
import { build } from "esbuild";
import { createHash } from "node:crypto";
import { copyFile, mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";

const dist = process.argv[2] ?? "dist";
await rm(dist, { recursive: true, force: true });
await mkdir(dist);
const common = { bundle: true, minify: true, format: "esm", target: "es2022", outdir: dist, legalComments: "eof" };
await build({ ...common, entryPoints: ["src/app.ts", "src/app.css"], splitting: true, chunkNames: "part-[hash]" });
await build({ ...common, entryPoints: ["src/layout.ts"], format: "iife" });
await copyFile("src/index.html", dist + "/index.html");

// What dist was made from, so that a test without Node can tell when it is old.
const hash = createHash("sha256");
for (const file of ["build.mjs", "package-lock.json", ...(await readdir("src")).sort().map((f) => "src/" + f)]) hash.update(await readFile(file));
if (dist === "dist") await writeFile("sources.sha256", hash.digest("hex") + "\n");
