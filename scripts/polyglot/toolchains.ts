/** For each language: what builds the generated code with a program around it that reads values and writes them again. */
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Declarations, LanguageName } from '../../codegen/emitters/polyglot/language.js';

export interface Toolchain {
  readonly language: LanguageName;
  /** Told where it is not there. */
  readonly needs: string;
  /** Prints its version. */
  readonly probe: readonly string[];
  /** Files of a project around the generated ones, by path. */
  project(declarations: Declarations): Readonly<Record<string, string>>;
  /** Where the generated files go. */
  place(path: string): string;
  readonly build: readonly (readonly string[])[];
  readonly run: readonly string[];
}

export async function writeAll(folder: string, files: Readonly<Record<string, string>>): Promise<void> {
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
}

/** Names of shapes are letters and digits in these programs; a spec that has others is not for them. */
function cases(declarations: Declarations, line: (shape: string, name: string) => string): string {
  return declarations.declared.map((each) => line(JSON.stringify(each.shape.name), each.name)).join('\n');
}

const python: Toolchain = {
  language: 'python',
  needs: 'Python 3.8',
  probe: ['python3', '--version'],
  place: (path) => path.replace('python/', ''),
  project: (all) => ({
    'main.py': `import enum, json, sys
import contract
READ = {
${cases(all, (shape, name) => `    ${shape}: contract.${name},`)}
}
for line in sys.stdin.buffer:
    shape, text = line.decode("utf-8").rstrip("\\n").split("\\t", 1)
    try:
        kind = READ[shape]
        value = json.loads(text)
        if issubclass(kind, enum.Enum):
            made = kind(value).value
        else:
            made = contract._json(kind.from_json(value))
        print(json.dumps(made))
    except Exception as error:
        print("! " + repr(error).replace("\\n", " "))
`,
  }),
  build: [['python3', '-W', 'error', '-m', 'py_compile', 'contract.py']],
  run: ['python3', '-W', 'error', 'main.py'],
};

const go: Toolchain = {
  language: 'go',
  needs: 'Go 1.24',
  probe: ['go', 'version'],
  place: (path) => path.replace('go/', 'contract/'),
  project: (all) => ({
    'go.mod': 'module polyglot\n\ngo 1.24\n',
    'main.go': `package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"polyglot/contract"
	"strings"
)

func again[T any](text string) (out []byte, err error) {
	var value T
	if err = json.Unmarshal([]byte(text), &value); err == nil {
		out, err = json.Marshal(value)
	}
	return
}

func main() {
	lines := bufio.NewScanner(os.Stdin)
	lines.Buffer(nil, 1<<28)
	for lines.Scan() {
		shape, text, _ := strings.Cut(lines.Text(), "\\t")
		out, err := []byte(nil), error(nil)
		switch shape {
${cases(all, (shape, name) => `\t\tcase ${shape}:\n\t\t\tout, err = again[contract.${name}](text)`)}
		}
		if err != nil {
			fmt.Println("!", strings.ReplaceAll(err.Error(), "\\n", " "))
		} else {
			fmt.Println(string(out))
		}
	}
}
`,
  }),
  build: [
    ['go', 'vet', './...'],
    ['go', 'build', '-o', 'main', '.'],
  ],
  run: ['./main'],
};

const java: Toolchain = {
  language: 'java',
  needs: 'a JDK of version 11, and Maven, which fetches Jackson',
  probe: ['mvn', '--version'],
  place: (path) => path.replace('java/', 'src/main/java/'),
  project: (all) => ({
    'pom.xml': `<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>polyglot</groupId><artifactId>polyglot</artifactId><version>1</version>
  <properties>
    <maven.compiler.source>11</maven.compiler.source>
    <maven.compiler.target>11</maven.compiler.target>
    <project.build.sourceEncoding>UTF-8</project.build.sourceEncoding>
  </properties>
  <dependencies>
    <dependency><groupId>com.fasterxml.jackson.core</groupId><artifactId>jackson-databind</artifactId><version>2.19.2</version></dependency>
  </dependencies>
</project>
`,
    'src/main/java/Main.java': `import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.*;
import java.nio.charset.StandardCharsets;
import java.util.*;

public class Main {
    public static void main(String[] args) throws IOException {
        Map<String, Class<?>> types = new HashMap<>();
${cases(all, (shape, name) => `        types.put(${shape}, contract.${name}.class);`)}
        ObjectMapper mapper = new ObjectMapper();
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), false, "UTF-8");
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            int tab = line.indexOf('\\t');
            try {
                Object value = mapper.readValue(line.substring(tab + 1), types.get(line.substring(0, tab)));
                out.println(mapper.writeValueAsString(value));
            } catch (Exception error) {
                out.println("! " + String.valueOf(error.getMessage()).replace("\\n", " "));
            }
        }
        out.flush();
    }
}
`,
  }),
  build: [['mvn', '-q', '-B', 'compile', 'dependency:copy-dependencies', '-DoutputDirectory=lib']],
  run: ['java', '-cp', 'target/classes:lib/*', 'Main'],
};

const rust: Toolchain = {
  language: 'rust',
  needs: 'Rust 1.70 with cargo, which fetches serde',
  probe: ['cargo', '--version'],
  place: (path) => path.replace('rust/', 'src/'),
  project: (all) => ({
    'Cargo.toml': `[package]
name = "polyglot"
version = "0.1.0"
edition = "2021"

[dependencies]
serde = { version = "1", features = ["derive"] }
serde_json = { version = "1", features = ["arbitrary_precision", "float_roundtrip"] }

[profile.dev]
debug = false
`,
    'src/main.rs': `#[allow(dead_code)]
mod contract;
use std::io::BufRead;

fn again<T: serde::Serialize + serde::de::DeserializeOwned>(text: &str) -> Result<String, serde_json::Error> {
    serde_json::to_string(&serde_json::from_str::<T>(text)?)
}

fn main() {
    for line in std::io::stdin().lock().lines() {
        let line = line.unwrap();
        let (shape, text) = line.split_once('\\t').unwrap();
        let made = match shape {
${cases(all, (shape, name) => `            ${shape} => again::<contract::${name}>(text),`)}
            _ => panic!("no such shape"),
        };
        match made {
            Ok(out) => println!("{out}"),
            Err(error) => println!("! {error}"),
        }
    }
}
`,
  }),
  build: [['cargo', 'build', '-q']],
  run: ['target/debug/polyglot'],
};

export const toolchains: readonly Toolchain[] = [python, go, java, rust];
