// A program as somebody else would write it, with the client that is made from the document of the API: it enrols a person,
// and asks whether two photos show that person, and a third one of whom nobody has heard.
import { readFile } from "node:fs/promises";
import { argv, exit } from "node:process";
import { describe, enrol, type Problem, verify } from "./made";
import { client } from "./made/client.gen";

const [address, key, own, other] = argv.slice(2);
client.setConfig({ baseUrl: address, auth: () => key });

const photo = async (file: string): Promise<string> => (await readFile(file)).toString("base64");
const refused = (problem: Problem): never => {
  console.error(problem.code, problem.detail);
  exit(1);
};

const enrolled = await enrol({ path: { subject: "typed" }, body: { photo: await photo(own), recipe: "single-unit" } });
if (enrolled.error) refused(enrolled.error);
const match = await verify({ path: { subject: "typed" }, body: { photo: await photo(own) }, headers: { "Mote-Door": "north" } });
const nonMatch = await verify({ path: { subject: "typed" }, body: { photo: await photo(other) } });
const unknown = await verify({ path: { subject: "never-enrolled" }, body: { photo: await photo(own) } });
const known = await describe({ path: { subject: "typed" } });
if (match.error) refused(match.error);
if (nonMatch.error) refused(nonMatch.error);
if (known.error) refused(known.error);

const rate: number | null | undefined = match.data?.falseMatchRate;
console.log(JSON.stringify({
  match: match.data?.isMatch,
  rate,
  nonMatch: nonMatch.data?.isMatch,
  score: nonMatch.data?.falseMatchRate,
  unknown: unknown.error?.code,
  version: known.data?.version,
}));
