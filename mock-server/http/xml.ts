// FHIR's XML from FHIR's JSON, for the few types that are served.

const escaped = (text: string): string => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);

/** Members that XML writes as attributes of a data type's element; a resource has its id as an element. */
const isAttribute = (name: string, isResource: boolean): boolean => name === 'id' && !isResource;

type Json = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null;

const isResource = (value: Json): boolean => typeof value['resourceType'] === 'string';

const member = (name: string, value: unknown): string => {
  if (Array.isArray(value)) return value.map((item) => member(name, item)).join('');
  if (name === 'div') return String(value).replace(/^<div(?![^>]*xmlns)/, '<div xmlns="http://www.w3.org/1999/xhtml"');
  if (!isObject(value)) return `<${name} value="${escaped(String(value))}"/>`;
  if (isResource(value)) return `<${name}>${element(String(value['resourceType']), value)}</${name}>`;
  return element(name, value);
};

const element = (name: string, value: Json, more = ''): string => {
  const entries = Object.entries(value).filter(([key]) => key !== 'resourceType');
  const resource = isResource(value);
  const isUrl = (key: string): boolean => key === 'url' && name === 'extension';
  const attributes = entries.filter(([key]) => isAttribute(key, resource) || isUrl(key));
  const members = entries.filter((entry) => !attributes.includes(entry));
  const written = attributes.map(([key, text]) => ` ${key}="${escaped(String(text))}"`).join('');
  const content = members.map(([key, child]) => member(key, child)).join('');
  return content === '' ? `<${name}${more}${written}/>` : `<${name}${more}${written}>${content}</${name}>`;
};

/** A resource as an XML document. */
export const toXml = (resource: Json): string =>
  `<?xml version="1.0" encoding="UTF-8"?>${element(String(resource['resourceType']), resource, ' xmlns="http://hl7.org/fhir"')}`;
