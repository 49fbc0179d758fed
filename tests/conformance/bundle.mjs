// A description of one file or several, of Swagger 2.0 or OpenAPI 3 → one file of OpenAPI 3, as JSON.
//
// Usage: node bundle.mjs DESCRIPTION OUT

import { writeFileSync } from "node:fs";

import { $RefParser } from "@apidevtools/json-schema-ref-parser";
import converter from "swagger2openapi";

const [description, out] = process.argv.slice(2);
const bundled = await $RefParser.bundle(description);
const told = { patch: true, warnOnly: true, resolveInternal: false };
const document = bundled.swagger ? (await converter.convertObj(bundled, told)).openapi : bundled;
writeFileSync(out, JSON.stringify(document));
