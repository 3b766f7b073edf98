// Prints which function of a module every call leads to, as go/types sees it: the truth that syntactic edges are
// measured against. One line each: what it is, where it stands, and where the function is declared.
package main

import (
	"bufio"
	"fmt"
	"go/ast"
	"go/build"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"os"
	"path/filepath"
)

var (
	files = token.NewFileSet()
	out   = bufio.NewWriter(os.Stdout)
	root  string
	// The folders of packages that something leads to.
	targets = map[string]bool{}
)

func main() {
	defer out.Flush()
	root, _ = filepath.EvalSymlinks(os.Args[1])
	from := importer.ForCompiler(files, "source", nil).(types.ImporterFrom)
	for _, folder := range os.Args[2:] {
		read(filepath.Join(os.Args[1], folder), from)
	}
	for folder := range targets {
		if found, err := build.ImportDir(filepath.Join(root, folder), 0); err == nil {
			for _, name := range found.GoFiles {
				fmt.Fprintln(out, "built", filepath.ToSlash(filepath.Join(folder, name)))
			}
		}
	}
}

func read(folder string, from types.ImporterFrom) {
	found, err := build.ImportDir(folder, 0)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return
	}
	var parsed []*ast.File
	for _, name := range found.GoFiles {
		file, err := parser.ParseFile(files, filepath.Join(folder, name), nil, 0)
		if err != nil {
			fmt.Fprintln(os.Stderr, err)
			return
		}
		parsed = append(parsed, file)
	}
	info := &types.Info{Defs: map[*ast.Ident]types.Object{}, Uses: map[*ast.Ident]types.Object{}, Selections: map[*ast.SelectorExpr]*types.Selection{}}
	config := types.Config{Importer: within{from, folder}, FakeImportC: true, Error: func(err error) { fmt.Fprintln(os.Stderr, err) }}
	config.Check(found.ImportPath, files, parsed, info)
	held := heldIn(parsed, info)
	for _, file := range parsed {
		fmt.Fprintln(out, "file", position(file.Package))
		called := map[*ast.Ident]bool{}
		ast.Inspect(file, func(node ast.Node) bool {
			if call, ok := node.(*ast.CallExpr); ok {
				if name := nameOf(call.Fun); name != nil {
					called[name] = true
				}
			}
			return true
		})
		ast.Inspect(file, func(node ast.Node) bool { return show(node, called, held, info) })
	}
}

// heldIn finds the functions that variables of the package hold from their declaration on, where nothing else is ever
// assigned to them: a call of such a variable is a call of the function.
func heldIn(parsed []*ast.File, info *types.Info) map[types.Object]*types.Func {
	held := map[types.Object]*types.Func{}
	changed := map[types.Object]bool{}
	change := func(to ast.Expr) {
		if name := nameOf(to); name != nil {
			changed[info.Uses[name]] = true
		}
	}
	for _, file := range parsed {
		ast.Inspect(file, func(node ast.Node) bool {
			switch one := node.(type) {
			case *ast.ValueSpec:
				for i, name := range one.Names {
					if i >= len(one.Values) {
						break
					}
					if value := nameOf(one.Values[i]); value != nil {
						if target, ok := info.Uses[value].(*types.Func); ok {
							held[info.Defs[name]] = target.Origin()
						}
					}
				}
			case *ast.AssignStmt:
				for _, to := range one.Lhs {
					change(to)
				}
			case *ast.UnaryExpr:
				if one.Op == token.AND {
					change(one.X)
				}
			}
			return true
		})
	}
	for variable := range changed {
		delete(held, variable)
	}
	return held
}

func show(node ast.Node, called map[*ast.Ident]bool, held map[types.Object]*types.Func, info *types.Info) bool {
	name, ok := node.(*ast.Ident)
	if !ok {
		return true
	}
	if variable, ok := info.Uses[name].(*types.Var); ok && variable.Pkg() != nil && variable.Parent() == variable.Pkg().Scope() {
		if _, ok := variable.Type().Underlying().(*types.Signature); ok {
			print("reference", name.Pos(), variable.Pos())
		}
	}
	if target := held[info.Uses[name]]; target != nil {
		print("reference", name.Pos(), target.Pos())
	}
	target, ok := info.Uses[name].(*types.Func)
	if !ok {
		return true
	}
	target = target.Origin()
	kind := "reference"
	if receiver := target.Type().(*types.Signature).Recv(); receiver != nil && types.IsInterface(receiver.Type()) {
		kind = "interface"
	} else if called[name] {
		kind = "call"
	}
	print(kind, name.Pos(), target.Pos())
	return true
}

func print(kind string, from, to token.Pos) {
	if !to.IsValid() {
		return
	}
	there := position(to)
	targets[filepath.Dir(there)] = true
	fmt.Fprintln(out, kind, position(from), there)
}

// nameOf gives the name that is called, whatever brackets and type arguments lie around it.
func nameOf(called ast.Expr) *ast.Ident {
	switch one := called.(type) {
	case *ast.Ident:
		return one
	case *ast.SelectorExpr:
		return one.Sel
	case *ast.ParenExpr:
		return nameOf(one.X)
	case *ast.IndexExpr:
		return nameOf(one.X)
	case *ast.IndexListExpr:
		return nameOf(one.X)
	}
	return nil
}

func position(at token.Pos) string {
	place := files.Position(at)
	path, err := filepath.EvalSymlinks(place.Filename)
	if err == nil {
		place.Filename = path
	}
	if path, err := filepath.Rel(root, place.Filename); err == nil {
		place.Filename = filepath.ToSlash(path)
	}
	return fmt.Sprintf("%s:%d:%d", place.Filename, place.Line, place.Column)
}

// within imports as from a folder, so that its module decides where packages lie.
type within struct {
	from   types.ImporterFrom
	folder string
}

func (in within) Import(path string) (*types.Package, error) {
	return in.from.ImportFrom(path, in.folder, 0)
}

func (in within) ImportFrom(path, folder string, mode types.ImportMode) (*types.Package, error) {
	return in.from.ImportFrom(path, folder, mode)
}
