/** Registers `<mcp-vet>`; import the class file instead to choose the name or the registry yourself. */
import { McpVetElement } from './mcp-vet-element.js';

McpVetElement.define();

export { McpVetElement };
