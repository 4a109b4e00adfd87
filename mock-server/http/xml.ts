// FHIR's XML from FHIR's JSON, for the few types that are served.
import type { JsonObject } from '../../schemas/json.ts';

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

const escaped = (text: string): string =>
  text.replace(/[&<>"\n\r\t]/g, (sign) => entities[sign] ?? `&#${sign.charCodeAt(0)};`);

/** Members that XML writes as attributes of a data type's element; a resource has its id as an element. */
const isAttribute = (name: string, isResource: boolean): boolean => name === 'id' && !isResource;

const isObject = (value: unknown): value is JsonObject => typeof value === 'object' && value !== null;

const isResource = (value: JsonObject): boolean => typeof value['resourceType'] === 'string';

/** The elements of a member, each in its place: one text for each. */
const member = (name: string, value: unknown): readonly Node[] => {
  if (Array.isArray(value)) return value.flatMap((item) => member(name, item));
  if (name === 'div')
    return [{ open: String(value).replace(/^<div(?![^>]*xmlns)/, '<div xmlns="http://www.w3.org/1999/xhtml"') }];
  if (!isObject(value)) return [{ open: `<${name} value="${escaped(String(value))}"/>` }];
  if (isResource(value))
    return [{ open: `<${name}>`, content: [element(String(value['resourceType']), value)], close: `</${name}>` }];
  return [element(name, value)];
};

/** An element as it begins, what it holds, and as it ends. */
interface Node {
  readonly open: string;
  readonly content?: readonly Node[];
  readonly close?: string;
}

const element = (name: string, value: JsonObject, more = ''): Node => {
  const entries = Object.entries(value).filter(([key]) => key !== 'resourceType');
  const resource = isResource(value);
  const isUrl = (key: string): boolean => key === 'url' && name === 'extension';
  const attributes = entries.filter(([key]) => isAttribute(key, resource) || isUrl(key));
  const members = entries.filter((entry) => !attributes.includes(entry));
  const written = attributes.map(([key, text]) => ` ${key}="${escaped(String(text))}"`).join('');
  const content = members.flatMap(([key, child]) => member(key, child));
  const start = `<${name}${more}${written}`;
  return content.length === 0 ? { open: `${start}/>` } : { open: `${start}>`, content, close: `</${name}>` };
};

const textOf = ({ open, content = [], close = '' }: Node): string => open + content.map(textOf).join('') + close;

const linesOf = ({ open, content, close = '' }: Node, blanks = ''): string =>
  content === undefined
    ? `${blanks}${open}\n`
    : `${blanks}${open}\n${content.map((node) => linesOf(node, `${blanks}  `)).join('')}${blanks}${close}\n`;

/** A resource as an XML document, an element a line where that is asked for. */
export const toXml = (resource: JsonObject, isIndented = false): string => {
  const document = element(String(resource['resourceType']), resource, ' xmlns="http://hl7.org/fhir"');
  return `<?xml version='1.0' encoding='utf-8'?>\n${isIndented ? linesOf(document) : textOf(document)}`;
};
