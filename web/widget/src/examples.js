/** Three small texts to learn from. */

const PACKAGE_LOCK = `{
  "name": "notes-agent",
  "version": "1.0.0",
  "lockfileVersion": 3,
  "requires": true,
  "packages": {
    "": {
      "name": "notes-agent",
      "version": "1.0.0",
      "dependencies": {
        "@modelcontextprotocol/sdk": "^1.20.0",
        "mcp-remote": "^0.1.5",
        "zod": "^3.25.0"
      }
    },
    "node_modules/@modelcontextprotocol/sdk": {
      "version": "1.20.0"
    },
    "node_modules/mcp-remote": {
      "version": "0.1.5"
    },
    "node_modules/zod": {
      "version": "3.25.76"
    }
  }
}
`;

const CLAUDE_DESKTOP = `{
  "mcpServers": {
    "files": {
      "command": "npx",
      "args": ["-y", "@modelcontextprotocol/server-filesystem", "/Users/me/notes"]
    },
    "calendar": {
      "command": "npx",
      "args": ["-y", "mcp-remote@0.1.15", "https://calendar.example.com/mcp"]
    },
    "git": {
      "command": "uvx",
      "args": ["mcp-server-git==2025.7.1", "--repository", "/Users/me/work"]
    }
  }
}
`;

const REQUIREMENTS = `# a small agent
mcp==1.9.3
fastmcp>=3.0,<4
pydantic==2.11.7
httpx
`;

/**
 * `teaches` names the string that says what to learn from it.
 *
 * @typedef {{ title: string, name: string, text: string, teaches: 'lockfile' | 'config' | 'requirements' }} Example
 */

/** @type {readonly Example[]} */
export const EXAMPLES = [
  {
    title: 'package-lock.json',
    name: 'package-lock.json',
    teaches: 'lockfile',
    text: PACKAGE_LOCK,
  },
  {
    title: 'Claude Desktop config',
    name: 'claude_desktop_config.json',
    teaches: 'config',
    text: CLAUDE_DESKTOP,
  },
  {
    title: 'requirements.txt',
    name: 'requirements.txt',
    teaches: 'requirements',
    text: REQUIREMENTS,
  },
];
