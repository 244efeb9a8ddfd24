/** How the checklist looks: in the colours of the user's theme, and with a border where colour alone would tell. */
export const STYLE = `body{color:var(--vscode-foreground);font:var(--vscode-font-size) var(--vscode-font-family);line-height:1.5;padding:0 1rem 2rem;max-width:60rem}
h1{font-size:1.5em}h2{font-size:1.15em}h3{font-size:1.05em}summary h2,summary h3{display:inline;margin:0;overflow-wrap:anywhere}
code{font-family:var(--vscode-editor-font-family);overflow-wrap:anywhere}.quiet{color:var(--vscode-descriptionForeground)}
.problem{border-left:4px solid var(--vscode-editorWarning-foreground);padding-left:.75rem}
button{background:var(--vscode-button-background);border:1px solid var(--vscode-button-border,transparent);color:var(--vscode-button-foreground);cursor:pointer;font:inherit;padding:.25rem .75rem}
button:hover{background:var(--vscode-button-hoverBackground)}
button.place{background:none;border:0;color:var(--vscode-textLink-foreground);font-family:var(--vscode-editor-font-family);overflow-wrap:anywhere;padding:0;text-align:left}
button.place:hover{text-decoration:underline}
:focus-visible{outline:1px solid var(--vscode-focusBorder);outline-offset:2px}
input:not([type=radio]):not([type=checkbox]),select,textarea{background:var(--vscode-input-background);border:1px solid var(--vscode-input-border,var(--vscode-panel-border));box-sizing:border-box;color:var(--vscode-input-foreground);display:block;font:inherit;padding:.25rem .4rem;width:100%}
form{display:grid;gap:.6rem;margin:.5rem 0 1rem;max-width:40rem}form button{justify-self:start}
fieldset{border:0;display:flex;flex-wrap:wrap;gap:.25rem 1rem;margin:0;padding:0}legend{font-weight:600;padding:0}
form:not(:has(input[value=accepted]:checked)) .until{display:none}
.tools{align-items:end;display:flex;flex-wrap:wrap;gap:.5rem 1.5rem;margin:.75rem 0}
.states{display:flex;flex-wrap:wrap;gap:.25rem 1rem;list-style:none;margin:0;padding:0}
.element{border-top:1px solid var(--vscode-panel-border);padding:.5rem 0}
.item{border-left:4px solid var(--vscode-panel-border);margin:.75rem 0 .75rem .25rem;padding-left:.75rem}
.item.broken{border-left-color:var(--vscode-editorError-foreground)}.item.open{border-left:4px dashed var(--vscode-editorWarning-foreground)}
.asks{font-weight:600;margin:.25rem 0}.of{margin:1rem 0 0}
.mark{border:1px solid;border-radius:.75em;font-size:.85em;font-weight:400;padding:0 .5em;white-space:nowrap}
.mark.broken{color:var(--vscode-editorError-foreground)}.mark.open{color:var(--vscode-editorWarning-foreground);border-style:dashed}.mark.settled{color:var(--vscode-descriptionForeground)}
.picture{overflow:auto}.diagram text{fill:var(--vscode-foreground);font:12px var(--vscode-font-family)}.diagram .node text{text-anchor:middle}
.diagram .zone rect{fill:none;stroke:var(--vscode-descriptionForeground);stroke-dasharray:6 4}.diagram .zone text{font-weight:600}
.diagram .node rect,.diagram .node path{fill:var(--vscode-editor-background);stroke:var(--vscode-descriptionForeground);stroke-width:1.5}
.diagram .node.broken rect,.diagram .node.broken path{stroke:var(--vscode-editorError-foreground);stroke-width:3}
.diagram .node.open rect,.diagram .node.open path{stroke:var(--vscode-editorWarning-foreground);stroke-width:2;stroke-dasharray:6 3}
.diagram .node rect.inside{stroke:none}.diagram .flow path{fill:none;stroke:var(--vscode-descriptionForeground)}
.diagram .flow.crosses path{stroke:var(--vscode-foreground)}.diagram .flow.broken path{stroke:var(--vscode-editorError-foreground);stroke-width:2.5}
.diagram .flow text{fill:var(--vscode-descriptionForeground);font-size:10px;text-anchor:middle}.diagram .arrowhead{fill:var(--vscode-descriptionForeground)}`;
