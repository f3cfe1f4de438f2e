//! Texts made to hurt: every format must answer each of them, in time that grows with its length.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use mcpvet::{Input, inventory};

const BYTES: usize = 1 << 18;

/// Pieces that are repeated up to [`BYTES`], with what stands in front and behind.
const PATTERNS: &[(&str, &str, &str)] = &[
    ("", "[", ""),
    ("", "{", ""),
    ("", "{\"a\":", ""),
    ("", "]", ""),
    ("\"", "a", ""),
    ("[\"", "\\", ""),
    ("[\"", "\\ud800", "\"]"),
    ("", "a", ""),
    ("", "/", ""),
    ("", "/*", ""),
    ("", "\0", ""),
    ("", "\u{e9}", ""),
    ("", "<<<<<<< HEAD\n", ""),
    ("", "=", ""),
    ("", "x=1\n", ""),
    ("", "[[package]]\n", ""),
    ("", "[[package]]\nname = \"a\"\nversion = \"1.0.0\"\n", ""),
    ("", "a[\n", ""),
    ("", "\\\n", ""),
    ("", "a==1 \\\n", ""),
    ("", "a@1.0.0 ", ""),
    ("", "a@", ""),
    ("a@", "npm:a@", ""),
    ("", "npm:", ""),
    ("", "- ", ""),
    ("", "│ ", ""),
    ("", "(", ""),
    ("", "%", ""),
    ("", "${", ""),
    ("pkg:npm/", "a/", ""),
    ("pkg:npm/", "%41", ""),
    ("", "bash -c ", ""),
    ("", "env ", ""),
    ("env ", "A=b ", ""),
    ("", "docker run docker ", ""),
    ("npx ", "-p mcp-remote ", "x y"),
    ("npx mcp-remote ", "y ", ""),
    ("uvx ", "--with a,b ", "c"),
    ("bash -c \"", "npx a;", "\""),
    ("", "a@1.0.0,", ""),
    ("", "@a/", ""),
    ("", "pkg:", ""),
    ("", "==1.0", ""),
    ("", "a[==1.0", ""),
    ("a", ".", "@1.0.0"),
    ("x\n", "```\nnpx a b\n```\n", ""),
    ("x\n```json\n", "{\"mcpServers\": {", ""),
    ("Package: a\nTitle: b\nImports: ", "a (", ""),
    ("license\n", "requires \"a\",", ""),
    ("", "on test {requires 'a' => ", ""),
    ("dependencies = {", "\"a\" .. f(", ""),
    ("from setuptools import setup\nsetup(\n", "install_requires=a + b[", ""),
    ("Package: a\nTitle: b\n", "Imports:\n \n", ""),
    ("opam-version: \"2.0\"\ndepends: [", "\"a\" {", ""),
    ("opam-version: \"2.0\"\ndepends: [", "(* ", ""),
    ("opam-version: \"2.0\"\ndepends: [\"a\" {", "= \"1\" & ", ""),
    ("", "<<<<<<< a\nx\n=======\ny\n>>>>>>> b\n", ""),
    ("a,b\n", "\"\n", ""),
    ("name,version\n\"", "\"\"", ""),
    ("<bom><components>", "<component><name>a</name><components>", ""),
    ("<bom><components>", "<component><properties><property/>", ""),
    ("<bom><dependencies>", "<dependency ref='a'><dependency ref='a'/></dependency>", ""),
    ("{\"dependencies\": [", "{\"ref\": \"a\", \"dependsOn\": [\"a\"]},", "]}"),
    ("{\"components\": [", "{\"name\": \"a\", \"components\": [", ""),
    ("", "<", ""),
    ("", "<a", ""),
    ("", "<a ", ""),
    ("", "<a>", ""),
    ("", "</a>", ""),
    ("", "<a></b>", ""),
    ("<a ", "b='1' ", "/>"),
    ("<a ", "b='", ""),
    ("<a b='", "&", "'/>"),
    ("<a>", "&x;", "</a>"),
    ("", "<!", ""),
    ("", "<!--", ""),
    ("", "<![CDATA[", ""),
    ("<!DOCTYPE a [", "<!ENTITY a 'b'>", "]><a/>"),
    ("<project>", "<properties><a>${a}${a}</a></properties>", "</project>"),
    ("<project><dependencies>", "<dependency><artifactId>${a}</artifactId>", ""),
    ("<Project><ItemGroup><PackageReference Version='1' Include='", "a;", "'/>"),
    ("<Project><ItemGroup>", "<PackageVersion Include='a' Version='1'/>", "</ItemGroup>"),
    ("GEM\n  specs:\n", "    a (1)\n      a\n", "\nDEPENDENCIES\n  a\n"),
    ("GEM\n  specs:\n    a (1)\nDEPENDENCIES\n", "  a\n", ""),
    ("Gem::Specification.new\n", ".add_dependency %<", ""),
    ("Gem::Specification.new\n", "s.add_dependency 'a',\n", ""),
    ("Gem::Specification.new\n", "s.add_dependency 'a', '.add_dependency', 'b',\n", ""),
    ("%{\n", "\"a\": {:hex, :a, \"1\", \"\", [], [{:a, [", ""),
    ("%{\n", "\"a\": {:hex, :a, \"1\", \"\", [], [{:a, []}]},", "}"),
    (
        "PODS:\n",
        "  - a/b (1):\n    - a/b\n",
        "DEPENDENCIES:\n  - a/b\nEXTERNAL SOURCES:\n  a:\n    :git: x\n",
    ),
    ("PODS:\n  - a (1)\nEXTERNAL SOURCES:\n", "  a:\n    :git: x\n", ""),
    ("constraints: ", "any.a ==1, ", ""),
    ("FROM a AS b\n", "FROM b AS b\n", ""),
    ("", "ARG a=$a$a\n", "FROM $a"),
    ("FROM a\n", "RUN npm i -g a@1 \\ \n# b\n", ""),
    ("FROM a\nRUN ", "--mount=from=a ", "b"),
    ("FROM a\n", "ONBUILD ", ""),
    ("FROM a\n", "RUN <<A\nA\n", ""),
    ("[tools]\n", "\"npm:a\" = [\"1\"]\n", ""),
    (
        "{\"packages\": [",
        "{\"name\": \"a/a\", \"require\": {\"a/a\": \"1\"}},",
        "], \"packages-dev\": []}",
    ),
    ("{\"graph_lock\": {\"nodes\": {", "\"1\": {\"ref\": \"a/1\", \"requires\": [\"1\"]},", "}}}"),
    (
        "{\"R\": {}, \"Packages\": {",
        "\"a\": {\"Version\": \"1\", \"Requirements\": [\"a\"]},",
        "}}",
    ),
    ("module a\nrequire (\n", "a.b/c v1.0.0\n", ")"),
    ("module a\n", "replace a.b/c => ./d\nrequire a.b/c v1.0.0\n", ""),
    ("", "# a.b/c v1.0.0\n## explicit\n", ""),
    ("", "implementation 'a.b:c:1', 'a.b:c:2'\n", ""),
    ("implementation ", "'a.b:c:1', ", ""),
    ("", "+- a:b:jar:1:compile\n", ""),
    ("", "a:b:", ""),
    ("[versions]\na = '1'\n[libraries]\n", "x.module = 'a:b'\n", ""),
    ("{\"packages\": [", "{\"name\": \"a\", \"source\": null},", "]}"),
    ("{\"packages\": {", "\"node_modules/a\": {\"version\": \"1.0.0\"},", "}}"),
    ("{\"dependencies\": {", "\"a\": {\"version\": \"1.0.0\", \"dependencies\": {", ""),
    ("{\"dependencies\": {", "\"a\": \"1.0.0\",", "}}"),
    ("{\"mcpServers\": {", "\"a\": {\"command\": \"npx\", \"args\": [\"a\"]},", "}}"),
    ("{\"mcpServers\": {\"a\": {\"command\": \"npx\", \"args\": [", "\"-p\", \"a\",", "]}}}"),
    ("", "x mcp add '", ""),
    ("", "x mcp add '\n", ""),
    ("", "x mcp add a -- b\n", ""),
    ("", "x mcp add a \\\n", ""),
    ("", "mcp/install?", ""),
    ("", "mcp/install?name=a\n", ""),
    ("vscode:mcp/install?", "%7B", ""),
    ("{\"servers\": [", "{\"name\": \"a\", \"packages\": []},", "]}"),
    (
        "{\"name\": \"a\", \"packages\": [",
        "{\"registryType\": \"npm\", \"identifier\": \"a\"},",
        "]}",
    ),
    ("startCommand:\n  commandFunction: \"", "command:[", "\""),
    ("{\"mcpServers\": {\"a\": {\"command\": \"bash\", \"args\": [\"-c\", \"", "npx a;", "\"]}}}"),
    ("a v1.0.0 (/a)\n", "├── b v1.0.0\n", ""),
    ("a v1.0.0 (/a)\n", "└── b feature \"c\"\n", ""),
    ("", "9a v1.0.0 (*)\n", ""),
    ("a:b:jar:1\n", "+- a:b:jar:1:compile\n", ""),
    ("", "+--- a:b:1 -> 2\n", ""),
    ("", "[[package]]\nname = \"a\"\nversion = \"1\"\ndependencies = [\"a\"]\n", ""),
    ("NUGET\n  remote: a\n", "    a (1)\n      a (1)\n", ""),
    ("", "{\"Path\": \"a.b/c\", \"Version\": \"v1.0.0\"}\n", ""),
    ("a: go1.2\n", "\tdep\ta.b/c\tv1.0.0\n\t=>\t./d\n", ""),
    ("Top-level Package  Resolved\n", "> a  1.0\n", ""),
    ("{\"projects\": [{\"frameworks\": [", "{\"topLevelPackages\": [{\"id\": \"a\"}]},", "]}]}"),
    ("{\"isRoot\": true, \"tools\": {", "\"a\": {\"version\": \"1\"},", "}}"),
    ("<package><metadata><dependencies>", "<group><dependency id='a'/></group>", ""),
    ("", "group :a do gem 'b';", ""),
    ("[tool.poetry.dependencies]\na = \"", ">=1 ", "\""),
    (
        "[{\"installed_version\": \"1\", \"dependencies\": [",
        "{\"key\": \"a\", \"dependencies\": [",
        "",
    ),
    (
        "{\"packages\": [{\"externalRefs\": [",
        "{\"referenceType\": \"purl\", \"referenceLocator\": \"pkg:npm/a\"},",
        "]}]}",
    ),
];

#[test]
fn every_format_answers_every_text() {
    let next = AtomicUsize::new(0);
    let work = || {
        while let Some(pattern) = PATTERNS.get(next.fetch_add(1, Ordering::Relaxed)) {
            try_with_every_format(pattern);
        }
    };
    thread::scope(|scope| {
        for _ in 0..thread::available_parallelism().map_or(1, usize::from) {
            scope.spawn(work);
        }
    });
}

fn try_with_every_format((before, piece, after): &(&str, &str, &str)) {
    let text = format!("{before}{}{after}", piece.repeat(BYTES / piece.len()));
    for format in mcpvet::input::FORMATS {
        let start = Instant::now();
        let input = Input { format: Some(format.id), bytes: text.as_bytes(), ..Input::default() };
        let found = inventory(&[input]);
        assert!(found.notes.len() <= 1_002);
        // What is quadratic in bytes takes minutes; the slowest here takes half a second without optimisation.
        let taken = start.elapsed();
        assert!(taken < Duration::from_secs(8), "{} on {before}{piece}: {taken:?}", format.id);
    }
}

/// A long key above many packages must not stand in the place of each.
#[test]
fn long_keys_are_not_repeated() {
    const KEY_BYTES: usize = 1 << 20;
    let key = "k".repeat(KEY_BYTES);
    let entries = "\"a\": {\"version\": \"1.0.0\"},".repeat(20_000);
    let servers = "\"-p\", \"a\",".repeat(20_000);
    for text in [
        format!(
            "{{\"lockfileVersion\": 1, \"dependencies\": {{\"{key}\": {{\"dependencies\": {{{entries}}}}}}}}}"
        ),
        format!(
            "{{\"mcpServers\": {{\"\\u006b{key}\": {{\"command\": \"npx\", \"args\": [{servers}]}}}}}}"
        ),
        format!("[[package]]\n[{key}]\n{}", "x\ny=1\n".repeat(20_000)),
    ] {
        let found = inventory(&[Input { bytes: text.as_bytes(), ..Input::default() }]);
        assert!(mcpvet::report::to_json(&found).len() < 40 * KEY_BYTES);
    }
}
