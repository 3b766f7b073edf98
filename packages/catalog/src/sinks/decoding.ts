import type { SinkCategory } from "./types.js";

/** Objects made of bytes. Plain JSON is none: it gives values without behaviour. */
export const decoding: readonly SinkCategory[] = [
  {
    id: "deserialisation",
    title: "makes objects of bytes",
    stride: ["T", "E", "D"],
    cwe: [502],
    severity: "high",
    threat: "unsafe deserialisation",
    control: "a schema, a limit and a safe format",
    go: `
      encoding/gob.{NewDecoder,Decoder.Decode,NewDecoder().Decode}
      github.com/vmihailenco/msgpack.{Unmarshal,NewDecoder}`,
    typescript: `
      node-serialize#unserialize serialize-to-js#deserialize funcster#deepDeserialize
      v8#deserialize php-serialize#unserialize cryo#parse`,
  },
  {
    id: "yaml",
    title: "reads YAML",
    stride: ["D", "T"],
    cwe: [502, 776],
    severity: "low",
    threat: "unsafe deserialisation",
    control: "a schema of plain values and a limit on size",
    go: `
      gopkg.in/yaml.{Unmarshal,UnmarshalStrict,NewDecoder} sigs.k8s.io/yaml.{Unmarshal,UnmarshalStrict}
      github.com/goccy/go-yaml.{Unmarshal,NewDecoder} github.com/ghodss/yaml.Unmarshal`,
    typescript: "js-yaml#{load,loadAll,safeLoad,safeLoadAll} yamljs#{load,parse}",
  },
  {
    id: "xml",
    title: "reads XML",
    stride: ["I", "D"],
    cwe: [611, 776],
    severity: "medium",
    threat: "XML external entities",
    control: "a reader without external entities",
    go: "encoding/xml.{Unmarshal,NewDecoder} github.com/lestrrat-go/libxml2.{ParseString,ParseReader} github.com/beevik/etree.Document.{ReadFromBytes,ReadFromString,ReadFrom}",
    typescript: `
      libxmljs#{parseXml,parseXmlString,parseXmlAsync} libxmljs2#{parseXml,parseXmlString,parseXmlAsync} libxml2-wasm#XmlDocument.{fromString,fromBuffer}
      xml2js#{parseString,parseStringPromise,Parser.parseString} @xmldom/xmldom#DOMParser.parseFromString xmldom#DOMParser.parseFromString`,
  },
];
