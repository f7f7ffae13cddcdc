/** Starts `rolewright lsp` for postings and role files, and shows the score in the status bar. Decisions are the server's. */
import * as vscode from "vscode";
import { LanguageClient, type DocumentFilter, type LanguageClientOptions, type ServerOptions } from "vscode-languageclient/node";

const ROLES = ["**/role.toml", "**/*.role.toml", "**/roles/*.toml"];
const OPTIONS = ["jurisdictions", "select", "ignore", "role", "hints"] as const;

interface Score {
  uri: string;
  score: number;
  band: string;
}

let client: LanguageClient | undefined;
const scores = new Map<string, Score>();

export async function activate(context: vscode.ExtensionContext): Promise<void> {
  const output = vscode.window.createOutputChannel("Rolewright", { log: true });
  const bar = vscode.window.createStatusBarItem("rolewright.score", vscode.StatusBarAlignment.Right);
  bar.name = "Rolewright: score";
  bar.command = "workbench.actions.view.problems";
  const restart = async (): Promise<void> => {
    await stop();
    scores.clear();
    await start(output, bar);
  };
  context.subscriptions.push(
    output,
    bar,
    vscode.commands.registerCommand("rolewright.restart", restart),
    vscode.commands.registerCommand("rolewright.output", () => output.show()),
    vscode.window.onDidChangeActiveTextEditor(() => show(bar)),
    vscode.workspace.onDidCloseTextDocument((document) => scores.delete(document.uri.toString())),
    vscode.workspace.onDidChangeConfiguration(async (event) => {
      if (event.affectsConfiguration("rolewright.command") || event.affectsConfiguration("rolewright.files")) await restart();
      else if (event.affectsConfiguration("rolewright")) await tell();
    }),
  );
  await start(output, bar);
}

export async function deactivate(): Promise<void> {
  await stop();
}

async function start(output: vscode.LogOutputChannel, bar: vscode.StatusBarItem): Promise<void> {
  const [command, ...args] = vscode.workspace.getConfiguration("rolewright").get<string[]>("command", []);
  if (!command) {
    void vscode.window.showErrorMessage("Rolewright: the setting rolewright.command is empty.");
    return;
  }
  const server: ServerOptions = { command, args };
  const options: LanguageClientOptions = {
    documentSelector: selector(),
    initializationOptions: options_(),
    outputChannel: output,
  };
  client = new LanguageClient("rolewright", "Rolewright", server, options);
  client.onNotification("rolewright/score", (score: Score) => {
    scores.set(vscode.Uri.parse(score.uri).toString(), score);
    show(bar);
  });
  try {
    await client.start();
  } catch (error) {
    client = undefined;
    const told = error instanceof Error ? error.message : String(error);
    output.error(told);
    const choice = await vscode.window.showErrorMessage(
      `Rolewright: “${command}” can't be started. Install it with pip install 'rolewright[lsp]', or set rolewright.command.`,
      "Open the setting",
    );
    if (choice) await vscode.commands.executeCommand("workbench.action.openSettings", "rolewright.command");
  }
}

async function stop(): Promise<void> {
  const running = client;
  client = undefined;
  await running?.dispose();
}

/** The options that the server knows. */
function options_(): Record<string, unknown> {
  const settings = vscode.workspace.getConfiguration("rolewright");
  return Object.fromEntries(OPTIONS.map((name) => [name, settings.get(name)]));
}

async function tell(): Promise<void> {
  await client?.sendNotification("workspace/didChangeConfiguration", { settings: { rolewright: options_() } });
}

function selector(): DocumentFilter[] {
  const files = vscode.workspace.getConfiguration("rolewright").get<string[]>("files", []);
  return [...files, ...ROLES].map((pattern) => ({ scheme: "file", pattern }));
}

function show(bar: vscode.StatusBarItem): void {
  const uri = vscode.window.activeTextEditor?.document.uri.toString();
  const found = uri === undefined ? undefined : scores.get(uri);
  if (!found) {
    bar.hide();
    return;
  }
  bar.text = `$(checklist) ${found.score}`;
  bar.tooltip = `Rolewright: ${found.score} of 100, ${found.band}`;
  bar.show();
}
