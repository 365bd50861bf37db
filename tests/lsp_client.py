"""The language server as another program's client hears it: every answer must be what the protocol's own types can hold.

Usage: lsp_client.py PROGRAM; needs pygls. Fails with a traceback.
"""

import asyncio
import pathlib
import sys
import tempfile

from lsprotocol import types as lsp
from pygls.lsp.client import LanguageClient

KO = "정부는 도로에 3조5000억원을 쓴다고 밝혔다.\n"
EN = "The government said it will spend 3.5 billion won on roads.\n"


async def main(program: str, folder: pathlib.Path) -> None:
    for name, text in (("ko/a.md", KO), ("en/a.md", EN)):
        (folder / name).parent.mkdir()
        (folder / name).write_text(text, encoding="utf-8")
    client = LanguageClient("daejo-test", "1")
    shown: dict[str, lsp.PublishDiagnosticsParams] = {}
    news = asyncio.Event()

    @client.feature(lsp.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
    def _(params: lsp.PublishDiagnosticsParams) -> None:
        shown[params.uri] = params
        news.set()

    await client.start_io(program, "lsp")
    began = await client.initialize_async(lsp.InitializeParams(capabilities=lsp.ClientCapabilities(), root_uri=folder.as_uri()))
    assert began.capabilities.position_encoding == lsp.PositionEncodingKind.Utf16, began
    client.initialized(lsp.InitializedParams())
    uri = (folder / "en/a.md").as_uri()
    client.text_document_did_open(lsp.DidOpenTextDocumentParams(lsp.TextDocumentItem(uri, "markdown", 1, EN)))
    while uri not in shown:
        await asyncio.wait_for(news.wait(), 60)
        news.clear()
    (finding,) = shown[uri].diagnostics
    assert finding.code == "magnitude-slip" and finding.severity == lsp.DiagnosticSeverity.Error, finding
    document, place = lsp.TextDocumentIdentifier(uri), finding.range.start
    hover = await client.text_document_hover_async(lsp.HoverParams(document, place))
    assert "3 500 000 000 000 KRW" in hover.contents.value, hover
    there = await client.text_document_definition_async(lsp.DefinitionParams(document, place))
    assert there.uri == (folder / "ko/a.md").as_uri() and there.range.start.character == KO.index("3조"), there
    context = lsp.CodeActionContext(diagnostics=[finding])
    actions = await client.text_document_code_action_async(lsp.CodeActionParams(document, finding.range, context))
    assert len(actions) == 6 and all(action.edit.changes for action in actions), actions
    assert actions[0].edit.changes[uri][0].new_text == "3.5 trillion won", actions
    await client.shutdown_async(None)
    client.exit(None)
    await client.stop()


with tempfile.TemporaryDirectory() as place:
    asyncio.run(main(sys.argv[1], pathlib.Path(place).resolve()))
print("the language server was understood by pygls")
