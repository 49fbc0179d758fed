//! From where a description comes, which part of it is chosen, and how the outcome is said.

// `cfg(test)` tells clippy that the helpers belong to tests.
#[cfg(test)]
mod tests {
    use std::fs;
    use std::io::{Read as _, Write as _};
    use std::net::TcpListener;
    use std::path::Path;
    use std::process::{Command, Output, Stdio};
    use std::thread;

    /// Two operations of two tags, a type for each, and one that nothing needs.
    const SHOP: &str = "\
openapi: 3.1.0
info: {title: Shop, version: '1'}
servers: [{url: 'https://example.com'}]
paths:
  /orders/{id}:
    get:
      operationId: getOrder
      tags: [orders]
      parameters: [{name: id, in: path, required: true, schema: {type: string}}]
      responses:
        '200': {description: It., content: {application/json: {schema: {$ref: '#/components/schemas/Order'}}}}
  /users:
    post:
      operationId: createUser
      tags: [users]
      requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/User'}}}}
      responses:
        '204': {description: There., nonsense: 1}
components:
  schemas:
    Order: {type: object, properties: {id: {type: string}}}
    User: {type: object, properties: {name: {type: string}}}
    Spare: {type: object, properties: {name: {type: string}}}
";

    fn clientsmith(
        folder: &Path,
        arguments: &[&str],
        input: &str,
    ) -> (Option<i32>, String, String) {
        let mut command = Command::new(env!("CARGO_BIN_EXE_clientsmith"));
        command.args(arguments).current_dir(folder).env_remove("NO_COLOR");
        // The servers of these tests are on this machine.
        command.env("NO_PROXY", "127.0.0.1").env("no_proxy", "127.0.0.1");
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
        let Output { status, stdout, stderr } = child.wait_with_output().unwrap();
        let shown = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        (status.code(), shown(stdout), shown(stderr))
    }

    /// A folder with the description, and a run of the command in it.
    fn in_shop(arguments: &[&str]) -> (tempfile::TempDir, Option<i32>, String, String) {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("shop.yaml"), SHOP).unwrap();
        let (code, out, said) = clientsmith(folder.path(), arguments, "");
        (folder, code, out, said)
    }

    fn types(folder: &Path) -> Vec<String> {
        let entries = fs::read_dir(folder.join("client/src/types")).unwrap();
        let mut names: Vec<String> = entries
            .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
            .collect();
        names.sort();
        names
    }

    #[test]
    fn a_description_is_a_plain_argument_and_the_folder_names_the_crate() {
        let (folder, code, _, said) = in_shop(&["generate", "shop.yaml", "--out", "client"]);
        assert_eq!(code, Some(0), "{said}");
        let manifest = fs::read_to_string(folder.path().join("client/Cargo.toml")).unwrap();
        assert!(manifest.contains("name = \"client\""), "{manifest}");
        let (_, code, _, said) = in_shop(&["generate", "shop.yaml"]);
        assert_eq!(code, Some(2));
        assert!(said.contains("--out"), "{said}");
    }

    #[test]
    fn a_description_comes_in_by_standard_input() {
        let folder = tempfile::tempdir().unwrap();
        let call = ["generate", "--spec", "-", "--out", "client"];
        let (code, _, said) = clientsmith(folder.path(), &call, SHOP);
        assert_eq!(code, Some(0), "{said}");
        assert!(said.contains("standard input:18:"), "{said}");
        let lib = fs::read_to_string(folder.path().join("client/src/types/order.rs")).unwrap();
        assert!(lib.contains("from standard input"), "{lib}");
    }

    #[test]
    fn what_nothing_chosen_needs_is_not_generated() {
        let all = ["generate", "shop.yaml", "--out", "client"];
        let (folder, ..) = in_shop(&all);
        assert_eq!(types(folder.path()), ["mod.rs", "order.rs", "spare.rs", "user.rs"]);
        let (folder, code, _, said) = in_shop(&[&all[..], &["--include", "tag=order*"]].concat());
        assert_eq!(code, Some(0), "{said}");
        assert_eq!(types(folder.path()), ["mod.rs", "order.rs"]);
        // What is wrong with an operation that is not chosen is not said.
        assert!(said.contains("1 operation, 0 warnings"), "{said}");
        for exclude in ["operation=createUser", "path=/users,method=post", "path=/u*"] {
            let (folder, code, ..) = in_shop(&[&all[..], &["--exclude", exclude]].concat());
            assert_eq!(code, Some(0), "{exclude}");
            assert_eq!(types(folder.path()), ["mod.rs", "order.rs"], "{exclude}");
        }
        let (_, code, _, said) = in_shop(&[&all[..], &["--include", "path=/orders/{id}"]].concat());
        assert_eq!(code, Some(0), "{said}");
    }

    #[test]
    fn a_pick_that_means_nothing_is_an_error() {
        let all = ["generate", "shop.yaml", "--out", "client"];
        let (folder, code, _, said) = in_shop(&[&all[..], &["--include", "tag=oders"]].concat());
        assert_eq!(code, Some(1));
        assert!(said.contains("`tag=oders`"), "{said}");
        assert!(!folder.path().join("client").exists());
        let (_, code, _, said) = in_shop(&[&all[..], &["--include", "tags=orders"]].concat());
        assert_eq!(code, Some(2));
        assert!(said.contains("`tags` is none of"), "{said}");
    }

    #[test]
    fn a_list_shows_operations_and_tags() {
        let (_, code, table, said) = in_shop(&["list", "shop.yaml"]);
        assert_eq!((code, said.as_str()), (Some(0), ""));
        let wanted = "\
METHOD  PATH          OPERATION   TAGS
GET     /orders/{id}  getOrder    orders
POST    /users        createUser  users

TAG     OPERATIONS
orders  1
users   1

Shop: 2 operations
";
        assert_eq!(table, wanted);
        let (_, _, json, _) = in_shop(&["list", "shop.yaml", "--json", "--include", "tag=users"]);
        let listed: serde_json::Value = serde_json::from_str(&json).unwrap();
        assert_eq!(listed["operations"][0]["operation_id"], "createUser");
        assert_eq!(listed["tags"][0]["operations"], 1);
    }

    #[test]
    fn little_much_and_json_are_said_where_asked() {
        let call = ["generate", "shop.yaml", "--out", "client"];
        let (_, _, out, said) = in_shop(&call);
        assert_eq!(out, "");
        assert!(said.contains("  + client/src/types: 4 files\n"), "{said}");
        let (_, _, _, said) = in_shop(&[&call[..], &["-v"]].concat());
        assert!(said.contains("  + client/src/types/order.rs\n"), "{said}");
        let (_, code, out, said) = in_shop(&[&call[..], &["-q"]].concat());
        assert_eq!((code, out.as_str(), said.as_str()), (Some(0), "", ""));
        let (_, code, out, said) = in_shop(&[&call[..], &["--json"]].concat());
        assert_eq!((code, said.as_str()), (Some(0), ""));
        let outcome: serde_json::Value = serde_json::from_str(&out).unwrap();
        assert_eq!(outcome["outcome"], "written");
        assert_eq!(outcome["report"]["operations"].as_array().unwrap().len(), 2);
        let terse = |flag| in_shop(&[&call[..], &["--deny-warnings", flag]].concat());
        for (_, code, _, said) in [terse("-q"), terse("--json")] {
            assert_eq!(code, Some(1));
            assert!(said.contains("warning[unknown-key]"), "{said}");
            assert!(said.contains("denied by --deny-warnings"), "{said}");
        }
        let (_, code, out, said) = in_shop(&["list", "nobody.yaml", "--json"]);
        assert_eq!((code, out.as_str()), (Some(1), ""));
        assert!(said.contains("error[unreadable]"), "{said}");
        let (_, _, out, _) = in_shop(&[&call[..], &["--report", "-"]].concat());
        let report: serde_json::Value = serde_json::from_str(&out).unwrap();
        assert_eq!(report["version"], 1);
    }

    #[test]
    fn colours_are_used_where_they_are_asked_for() {
        let call = ["generate", "shop.yaml", "--out", "client"];
        let (_, _, _, said) = in_shop(&call);
        assert!(!said.contains('\u{1b}'), "{said}");
        let (_, _, _, said) = in_shop(&[&call[..], &["--color", "always"]].concat());
        assert!(said.contains('\u{1b}'), "{said}");
    }

    #[test]
    fn completions_are_printed() {
        let (_, code, script, _) = in_shop(&["completions", "bash"]);
        assert_eq!(code, Some(0));
        assert!(script.contains("clientsmith"));
    }

    #[test]
    fn without_a_configuration_the_message_says_what_to_do_instead() {
        let (_, code, _, said) = in_shop(&["generate"]);
        assert_eq!(code, Some(1));
        assert!(said.contains("clientsmith generate openapi.yaml --out client"), "{said}");
    }

    /// A server that answers so many requests with the description.
    fn serve(times: usize) -> String {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}/shop.yaml?version=1", listener.local_addr().unwrap());
        thread::spawn(move || {
            for _ in 0..times {
                let (mut connection, _) = listener.accept().unwrap();
                let mut head = Vec::new();
                while !head.ends_with(b"\r\n\r\n") {
                    let mut byte = [0];
                    connection.read_exact(&mut byte).unwrap();
                    head.extend(byte);
                }
                let length = SHOP.len();
                let answer = format!(
                    "HTTP/1.1 200 OK\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n{SHOP}"
                );
                connection.write_all(answer.as_bytes()).unwrap();
            }
        });
        url
    }

    #[cfg(feature = "fetch")]
    #[test]
    fn a_description_comes_from_the_network() {
        let url = serve(1);
        let (folder, code, _, said) = in_shop(&["generate", &url, "--out", "client"]);
        assert_eq!(code, Some(0), "{said}");
        let text = fs::read_to_string(folder.path().join("client/src/types/order.rs")).unwrap();
        assert!(text.contains("from shop.yaml."), "{text}");
        let (_, code, _, said) =
            in_shop(&["generate", "http://127.0.0.1:1/a.yaml", "--out", "client"]);
        assert_eq!(code, Some(1));
        assert!(said.contains("error[unreadable]"), "{said}");
    }

    #[cfg(feature = "fetch")]
    #[test]
    fn what_was_fetched_is_noted_and_a_change_is_noticed() {
        let folder = tempfile::tempdir().unwrap();
        let url = serve(2);
        let settings = format!(
            "[[client]]\ndescription = \"api.yaml\"\nurl = \"{url}\"\noutput = \"out\"\nname = \"shop\"\n"
        );
        fs::write(folder.path().join("clientsmith.toml"), settings).unwrap();
        let run = |command: &str| {
            clientsmith(folder.path(), &[command, "--config", "clientsmith.toml"], "")
        };
        let (code, _, said) = run("fetch");
        assert_eq!(code, Some(0), "{said}");
        assert!(said.starts_with("api.yaml: got from"), "{said}");
        assert_eq!(run("generate").0, Some(0));
        let file = folder.path().join("api.yaml");
        fs::write(&file, SHOP.replace("Shop", "Store")).unwrap();
        let (code, _, said) = run("generate");
        assert_eq!(code, Some(1));
        assert!(said.contains("error[changed-description]"), "{said}");
        assert_eq!(run("fetch").0, Some(0));
        assert_eq!(run("check").0, Some(0));
    }
}
