/** How `custom-elements.json` is made from the comments of the element: `cem analyze` in this folder. */
export default {
  // The file is named there already; a path of its own making would depend on the folder it ran in.
  packagejson: false,
  globs: ['src/mcp-vet-element.js', 'src/mcp-vet-define.js'],
  plugins: [
    {
      name: 'what can be reached from outside',
      packageLinkPhase({ customElementsManifest: { modules } }) {
        for (const declaration of modules.flatMap(({ declarations }) => declarations)) {
          declaration.members = declaration.members?.filter(({ name, privacy, static: shared }) => {
            const isCallback = ['connectedCallback', 'disconnectedCallback', 'attributeChangedCallback'].includes(name);
            return privacy !== 'private' && !isCallback && !(shared && name === 'observedAttributes');
          });
          // Where one is dispatched, its constructor's first argument is taken for its name.
          declaration.events = declaration.events?.filter(({ name }) => name?.startsWith('mcp-vet-'));
        }
      },
    },
  ],
};
