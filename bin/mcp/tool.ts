// What a tool of the Model Context Protocol server is: a name, words for an agent, the schema of its input, and an act.
import type { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { z } from 'zod';
import type { MockAccess } from './mock-access.ts';

/** What a tool says: a few lines. A failure says what to do instead. */
export class Said {
  readonly text: string;
  readonly isFailure: boolean;

  constructor(lines: readonly (string | undefined)[], isFailure: boolean) {
    this.text = lines.filter((line) => line !== undefined && line !== '').join('\n');
    this.isFailure = isFailure;
  }
}

interface ToolSpec<Shape extends z.ZodRawShape> {
  readonly name: string;
  readonly title: string;
  /** When to call it, and what it gives. */
  readonly description: string;
  readonly input: Shape;
  /** Whether it leaves everything as it was. */
  readonly isReading: boolean;
  readonly run: (input: z.output<z.ZodObject<Shape>>, mock: MockAccess) => Promise<Said> | Said;
}

/** A tool that can be put on a server. */
export interface Tool {
  readonly name: string;
  readonly register: (server: McpServer, mock: MockAccess) => void;
}

/** Longer answers are cut: an agent asks further by id. */
const maxLength = 6000;

const shorten = (text: string): string =>
  text.length <= maxLength ? text : `${text.slice(0, maxLength)}\n… (cut; ask for one id, or for fewer)`;

/** Makes a tool whose input the schema has checked before it runs. */
export const tool = <Shape extends z.ZodRawShape>({
  name,
  title,
  description,
  input,
  isReading,
  run,
}: ToolSpec<Shape>): Tool => ({
  name,
  register: (server, mock) => {
    const schema = z.strictObject(input);
    const annotations = { title, readOnlyHint: isReading, destructiveHint: false, openWorldHint: false };
    server.registerTool(name, { title, description, inputSchema: schema, annotations }, async (sent: unknown) => {
      const { text, isFailure } = await run(schema.parse(sent), mock);
      return { content: [{ type: 'text' as const, text: shorten(text) }], isError: isFailure };
    });
  },
});

/** The world in which a tool acts. */
export const worldInput = z
  .string()
  .regex(/^[\w.-]{1,64}$/)
  .optional()
  .describe('The world of the mock to act in; the default world unless said otherwise');

export const say = (...lines: readonly (string | undefined)[]): Said => new Said(lines, false);

export const fail = (...lines: readonly (string | undefined)[]): Said => new Said(lines, true);
