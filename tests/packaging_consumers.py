"""The action, the hooks and the template, read by the programs that they are for, and run on a real git repository.

Usage: python tests/packaging_consumers.py PROGRAM

Held against schemas and audits: check-jsonschema, zizmor, pre-commit. Run: the scripts of the action's steps, as a runner
runs them; the hook, by pre-commit; the script of the template.
"""

import base64
import gzip
import hashlib
import json
import os
import pathlib
import platform
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile

import yaml

ROOT = pathlib.Path(__file__).resolve().parent.parent
KO = "정부는 도로에 3조5000억원을 쓴다고 밝혔다.\n"
GOOD = "The government said it will spend 3.5 trillion won on roads.\n"
BAD = GOOD.replace("trillion", "billion")


def run(*command, code=0, **more):
    ran = subprocess.run([str(c) for c in command], capture_output=True, text=True, **more)
    assert ran.returncode == code, (command, ran.returncode, ran.stdout, ran.stderr)
    return ran


def tool(name):
    return pathlib.Path(sys.executable).parent / name


def audits():
    run(tool("zizmor"), "--offline", "--persona", "pedantic", ROOT / "action.yml")
    run(tool("check-jsonschema"), "--builtin-schema", "vendor.github-actions", ROOT / "action.yml")
    run(tool("check-jsonschema"), "--builtin-schema", "vendor.gitlab-ci", "--data-transform", "gitlab-ci", ROOT / "packaging" / "gitlab-ci.yml")
    run(tool("pre-commit"), "validate-manifest", ROOT / ".pre-commit-hooks.yaml")
    print("zizmor, check-jsonschema and pre-commit have nothing to say")


def git(folder, *command):
    who = ["-c", "user.name=Kim", "-c", "user.email=kim@example.org", "-c", "commit.gpgsign=false"]
    return run("git", *who, *command, cwd=folder).stdout.strip()


def repository(folder):
    """An article that is right on main; a branch on which another is added, right on one and wrong on another."""
    folder.mkdir()
    git(folder, "init", "--quiet", "--initial-branch=main")
    for side, text in [("ko", KO), ("en", GOOD)]:
        (folder / side).mkdir()
        (folder / side / "old 기사.md").write_text(text, encoding="utf-8")
    git(folder, "add", ".")
    git(folder, "commit", "--quiet", "-m", "old")
    for branch, text in [("good", GOOD), ("bad", BAD)]:
        git(folder, "switch", "--quiet", "-c", branch, "main")
        (folder / "ko" / "new.md").write_text(KO, encoding="utf-8")
        (folder / "en" / "new.md").write_text(text, encoding="utf-8")
        git(folder, "add", ".")
        git(folder, "commit", "--quiet", "-m", branch)
    return folder


def release(program, folder, version):
    """The archive of a release, as packaging/archive.sh makes it."""
    machine = {"x86_64": "x86_64", "aarch64": "aarch64", "arm64": "aarch64"}[platform.machine()]
    place = folder / f"v{version}"
    place.mkdir(parents=True)
    archive = place / f"daejo-{version}-{machine}-unknown-linux-musl.tar.gz"
    with tarfile.open(archive, "w:gz") as tar:
        tar.add(program, arcname="daejo")
    digest = hashlib.sha256(archive.read_bytes()).hexdigest()
    archive.with_name(archive.name + ".sha256").write_text(f"{digest}  {archive.name}\n")
    return digest


def install(program, work, version):
    digest = release(program, work / "releases", version)
    script, releases = ROOT / "packaging" / "install.sh", f"file://{work / 'releases'}"
    run(script, releases, version, work / "bin")
    assert run(work / "bin" / "daejo", "--version").stdout == f"daejo {version}\n"
    run(script, releases, version, work / "pinned", digest.upper())
    for wrong in [{"code": 1, "sum": "0" * 64}, {"code": 2, "version": "../../x"}, {"code": 22 if shutil.which("curl") else 127, "version": "9.9.9"}]:
        ran = subprocess.run([script, releases, wrong.get("version", version), work / "wrong", wrong.get("sum", "")], capture_output=True, text=True)
        assert ran.returncode != 0 and not (work / "wrong").exists(), ran
    return releases


def action(work, tree, releases, version):
    """The scripts of the action's steps with the inputs that a workflow gives, for a good and a bad branch."""
    steps = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
    defaults = {name: about["default"] for name, about in steps["inputs"].items()}
    for branch, expected in [("good", 0), ("bad", 1)]:
        git(tree, "switch", "--quiet", branch)
        temp = work / f"runner-{branch}"
        temp.mkdir()
        inputs = defaults | {"base": "main", "version": version, "outputs": "junit=../junit.xml\n\ngitlab=../gitlab.json\n", "upload-sarif": "true"}
        outputs, summary = {}, temp / "summary.md"
        for step in steps["runs"]["steps"]:
            name = step.get("id")
            if name == "sources" or "uses" in step:
                continue
            value = lambda text: re.sub(
                r"\$\{\{ ?(.*?) ?\}\}",
                lambda m: inputs[m[1][7:]] if m[1].startswith("inputs.") else outputs.get(m[1].split(".")[-1], "") if m[1].startswith("steps.") else "",
                str(text),
            )
            environment = {key: value(text) for key, text in step.get("env", {}).items()}
            if "RELEASES" in environment:
                # Releases come from a folder here; nothing but the place of a file may stand for the address.
                script = step["run"].replace('"$RELEASES"', f'"{releases}"')
            else:
                script = step["run"]
            if name is None:
                # There is no code scanning here: what would be sent is looked at.
                (temp / "gh").write_text('#!/bin/sh\ncat > "$RUNNER_TEMP/sent.json"\n')
                (temp / "gh").chmod(0o755)
                if not shutil.which("jq"):
                    print("jq is not here; what is sent to code scanning was not looked at")
                    continue
            file = temp / "output"
            file.write_text("")
            environment |= {
                "PATH": f"{temp}:{os.environ['PATH']}",
                "HOME": str(work),
                "RUNNER_TEMP": str(temp),
                "GITHUB_OUTPUT": str(file),
                "GITHUB_STEP_SUMMARY": str(summary),
                "GITHUB_ACTION_PATH": str(ROOT),
                "GITHUB_SHA": git(tree, "rev-parse", "HEAD"),
                "GITHUB_REF": "refs/pull/1/merge",
                "GITHUB_REPOSITORY": "desk/articles",
            }
            ran = run("bash", "--noprofile", "--norc", "-e", "-o", "pipefail", "-c", script, cwd=tree, env=environment, code=expected if name == "gate" else 0)
            outputs |= dict(line.split("=", 1) for line in file.read_text().splitlines())
            if name == "gate":
                commands = [line for line in ran.stdout.splitlines() if line.startswith("::")]
                assert len(commands) == expected and all("file=en/new.md,line=1," in c for c in commands), ran.stdout
                assert outputs["exit-code"] == str(expected) and "## daejo" in summary.read_text(encoding="utf-8")
                assert (tree.parent / "junit.xml").exists() and len(json.loads((tree.parent / "gitlab.json").read_text())) == expected
        if (temp / "sent.json").exists():
            sent = json.loads((temp / "sent.json").read_text())
            log = json.loads(gzip.decompress(base64.b64decode(sent["sarif"])))
            results = log["runs"][0]["results"]
            assert sent["ref"] == "refs/pull/1/merge" and len(results) == expected
            assert all(r["partialFingerprints"]["primaryLocationLineHash"] == r["partialFingerprints"]["daejo/v1"] + ":1" for r in results)
        assert not git(tree, "status", "--porcelain"), "the action leaves the repository as it was"
    print("the action lets the good branch pass and not the bad one")


def hook(work, tree):
    """The hook of this repository, as pre-commit runs it on a commit."""
    project = work / "project"
    project.mkdir()
    shutil.copy(ROOT / ".pre-commit-hooks.yaml", project)
    git(project, "init", "--quiet", "--initial-branch=main")
    git(project, "add", ".")
    git(project, "commit", "--quiet", "-m", "hooks")
    revision = git(project, "rev-parse", "HEAD")
    git(tree, "switch", "--quiet", "main")
    config = {"repos": [{"repo": str(project), "rev": revision, "hooks": [{"id": "daejo-installed"}]}]}
    (tree / ".pre-commit-config.yaml").write_text(yaml.safe_dump(config))
    environment = dict(os.environ, PRE_COMMIT_HOME=str(work / "pre-commit"), PATH=f"{work / 'bin'}:{os.environ['PATH']}")
    for text, code in [(BAD, 1), (GOOD, 0)]:
        (tree / "en" / "old 기사.md").write_text("A headline\n\n" + text, encoding="utf-8")
        git(tree, "add", ".")
        ran = run(tool("pre-commit"), "run", cwd=tree, env=environment, code=code)
        assert ("magnitude-slip" in ran.stdout) == (code == 1), ran.stdout
    git(tree, "reset", "--quiet", "--hard")
    print("the hook stops the wrong commit and not the right one")


def template(work, tree):
    """The script of the template for GitLab."""
    job = yaml.safe_load((ROOT / "packaging" / "gitlab-ci.yml").read_text(encoding="utf-8"))["daejo"]
    for branch, code in [("good", 0), ("bad", 1)]:
        git(tree, "switch", "--quiet", branch)
        environment = dict(os.environ, PATH=f"{work / 'bin'}:{os.environ['PATH']}", CI_MERGE_REQUEST_DIFF_BASE_SHA=git(tree, "rev-parse", "main"), DAEJO_FLAGS="")
        run("bash", "-e", "-c", "\n".join(job["script"]), cwd=tree, env=environment, code=code)
        for file in [*job["artifacts"]["paths"], *job["artifacts"]["reports"].values()]:
            assert (tree / file).stat().st_size > 0, file
            (tree / file).unlink()
    print("the template lets the good branch pass and not the bad one")


def main(program):
    program = pathlib.Path(program).resolve()
    audits()
    version = re.search(r'^version = "(.*)"$', (ROOT / "Cargo.toml").read_text(encoding="utf-8"), re.M)[1]
    with tempfile.TemporaryDirectory() as folder:
        work = pathlib.Path(folder).resolve()
        releases = install(program, work, version)
        tree = repository(work / "articles")
        action(work, tree, releases, version)
        hook(work, tree)
        template(work, tree)


if __name__ == "__main__":
    main(*sys.argv[1:])
