"""A description, and recorded exchanges, a line of JSON each → whether openapi-core accepts each exchange.

Usage: judge.py DESCRIPTION.json QUESTIONS ANSWERS

A question is {"ask": "request" or "answer", "template": PATH, "exchange": {...}}. Its answer is
{"verdict": "accepts", "refuses" or "cannot", "said": [...]}. Where openapi-core deviates from the
specification, its input is changed to the form that it expects; a comment at each such place tells how.
"""

import json
import sys
import warnings
from base64 import b64decode
from http.cookies import SimpleCookie
from urllib.parse import parse_qsl, unquote

import yaml
from jsonschema_path import SchemaPath
from openapi_core.datatypes import RequestParameters
from openapi_core.deserializing.media_types import media_type_deserializers
from openapi_core.deserializing.media_types.deserializers import MediaTypeDeserializer
from openapi_core.deserializing.media_types.factories import MediaTypeDeserializersFactory
from openapi_core.deserializing.media_types.util import json_loads
from openapi_core.templating.paths.finders import APICallPathFinder
from openapi_core.templating.paths.iterators import SimplePathsIterator, SimpleServersIterator
from openapi_core.templating.paths.parsers import PathParser
from openapi_core.validation.request.validators import V30RequestValidator, V31RequestValidator
from openapi_core.validation.response.validators import V30ResponseValidator, V31ResponseValidator
from werkzeug.datastructures import Headers, ImmutableMultiDict


# Media types of a list of values, one a line.
LINES = {"application/jsonl", "application/x-ndjson", "application/ndjson", "application/json-seq"}


class Finder(APICallPathFinder):
    """Finds the operation by its path template, which the question names, and not by the URL."""

    paths_iterator = SimplePathsIterator("paths")
    servers_iterator = SimpleServersIterator()


class MediaTypes(dict):
    """Parsers for media types that openapi-core does not know: JSON, JSON lines and YAML. Other bodies are
    text, because the schemas of 3.1 take no bytes for a string."""

    def __contains__(self, name):
        return self.parser(name) is not None

    def __getitem__(self, name):
        return self.parser(name)

    @staticmethod
    def parser(name):
        if name.endswith("+json"):
            return json_loads
        if name in LINES:
            return lines_loads
        if name.endswith("yaml"):
            return lambda value, **_: yaml.safe_load(value)
        known = name in media_type_deserializers and name != "application/octet-stream"
        return None if known else as_text


class Body(MediaTypeDeserializer):
    """Parses bodies with three deviations from openapi-core: a number sent as text is a number, a single part
    that holds a list is this list, and styles apply to text. XML is not judged: the caller gives it as text."""

    def deserialize(self, value):
        if self.mimetype.endswith("xml"):
            raise NotImplementedError("XML is not judged")
        read = super().deserialize(value)
        if self.schema is None:
            return read
        kind = (self.schema / "type").read_str("")
        is_unknown = MediaTypes.parser(self.mimetype) is as_text
        if is_unknown and isinstance(read, str) and kind in ("object", "array"):
            raise NotImplementedError(f"nobody says how an {kind} is written as {self.mimetype}")
        return self.cast(self.schema, read)

    def cast(self, schema, value):
        kind = (schema / "type").read_str("")
        is_texts = isinstance(value, list) and value and all(isinstance(one, str) for one in value)
        is_number = isinstance(value, str) and kind in ("integer", "number", "boolean")
        if not is_number and not (is_texts and kind == "array"):
            return value
        casters = self.style_deserializers_factory.schema_casters_factory
        return casters.create(self.spec, schema).cast(value)

    def decode(self, location, schema_only=False):
        """openapi-core decodes only members with a schema; required members are decoded, too."""
        found = super().decode(location, schema_only)
        for name in (self.schema / "required").read_value() or [] if "required" in self.schema else []:
            if name not in found and name in location:
                found[name] = as_text(location[name])
        return found

    def decode_property(self, prop_name, prop_schema, location):
        """A nullable member is decoded by its other alternative. An object in a form without a style is JSON
        (OpenAPI 3.1.1, section 4.8.15.1.2): openapi-core looks for its members in the form."""
        prop_schema = without_null(prop_schema)
        has_encoding = self.encoding is not None and prop_name in self.encoding
        is_form = self.mimetype == "application/x-www-form-urlencoded"
        if is_form and not has_encoding and (prop_schema / "type").read_str("") == "object":
            return self.decode_property_content_type(prop_name, prop_schema, location)
        return super().decode_property(prop_name, prop_schema, location)

    def decode_property_content_type(self, prop_name, prop_schema, location, prop_encoding=None):
        value = super().decode_property_content_type(prop_name, prop_schema, location, prop_encoding)
        is_one = isinstance(value, list) and len(value) == 1 and isinstance(value[0], list)
        of_lists = "items" in prop_schema and (prop_schema / "items" / "type").read_str("") == "array"
        return value[0] if is_one and not of_lists else self.cast(prop_schema, value)

    def decode_property_style(self, prop_name, prop_schema, location, prep_encoding):
        pairs = [(name, as_text(one)) for name, one in location.items(multi=True)]
        location = ImmutableMultiDict(pairs)
        return super().decode_property_style(prop_name, prop_schema, location, prep_encoding)


def without_null(schema):
    """The only subschema of a schema, or its only alternative besides null; else the schema itself."""
    for key in ("allOf", "anyOf", "oneOf"):
        if key in schema:
            others = [one for one in schema / key if (one / "type").read_value() != "null"]
            return others[0] if len(others) == 1 else schema
    return schema


class Factory(MediaTypeDeserializersFactory):
    """Makes parsers of the class Body."""

    def create(self, *arguments, **options):
        made = super().create(*arguments, **options)
        made.__class__ = Body
        return made


class Request:
    """A recorded request with the attributes that openapi-core reads."""

    def __init__(self, template, exchange, parameters):
        self.host_url, self.path, self.path_pattern = "", template, template
        self.method = exchange["method"].lower()
        headers = Headers([tuple(pair) for pair in exchange["headers"]])
        self.content_type = headers.get("content-type", "")
        self.body = content(exchange["body"])
        path, _, query = exchange["target"].partition("?")
        cookies = SimpleCookie(headers.get("cookie", ""))
        self.parameters = RequestParameters(
            path=path_values(template, path),
            query=query_values(query, parameters),
            header=headers,
            cookie=ImmutableMultiDict([(name, unquote(one.value)) for name, one in cookies.items()]),
        )


class Response:
    """A recorded answer with the attributes that openapi-core reads."""

    def __init__(self, answer):
        self.status_code = answer["status"]
        self.headers = Headers([tuple(pair) for pair in answer["headers"]])
        self.content_type = self.headers.get("content-type", "")
        self.data = content(answer["body"])


def as_text(value, **parameters):
    return value if isinstance(value, str) else value.decode("utf-8", errors="surrogateescape")


def lines_loads(value, **parameters):
    return [json.loads(line) for line in as_text(value).replace("\x1e", "").splitlines() if line.strip()]


def read_str(self, *default, **options):
    """The type of a schema. openapi-core does not expect a list of types where it parses text: text is never
    null, and any text is a string."""
    try:
        return READ_STR(self, *default, **options)
    except TypeError:
        types = [one for one in self.read_value() if one != "null"]
        return "string" if "string" in types or not types else types[0]


READ_STR, SchemaPath.read_str = SchemaPath.read_str, read_str


def content(body):
    return body["text"].encode() if "text" in body else b64decode(body["base64"])


def path_values(template, path):
    """The values in a path. For some styles openapi-core looks for a name that begins with their prefix."""
    # A path template may hold a query or a fragment, which is no part of the path.
    template = "/" + template.split("?")[0].split("#")[0].lstrip("/")
    found = PathParser(template, "^", "$").search(path)
    values = {}
    for name, value in (found.named if found else {}).items():
        for key in (name, f";{name}", f";{name}*", f".{name}", f".{name}*"):
            values[key] = unquote(value)
    return values


def query_values(query, parameters):
    """The values in a query. openapi-core looks for the members of an exploded object in a single value, and
    splits decoded values at `%20`."""
    pairs = parse_qsl(query, keep_blank_values=True)
    values = [pair for pair in pairs if style(parameters, pair[0]) != "spaceDelimited"]
    values += [(k, v.replace(" ", "%20")) for k, v in pairs if style(parameters, k) == "spaceDelimited"]
    keys = {key for key, _ in pairs}
    for name, parameter in parameters.items():
        members = parameter.get("members")
        if members and name not in keys:
            own = [f"{key}={value}" for key, value in pairs if key in members]
            values += [(name, "&".join(own))] if own else []
    return ImmutableMultiDict(values)


def prepared(document):
    """The description without what openapi-core gets wrong: it compares HTTP schemes case-sensitively, requires
    header parameters that shall be ignored and path parameters that the template does not name, and does not
    look for the type of a parameter in an `allOf`."""
    for scheme in document.get("components", {}).get("securitySchemes", {}).values():
        if "scheme" in scheme:
            scheme["scheme"] = scheme["scheme"].lower()
    wrap(document, document)
    for template, item in document.get("paths", {}).items():
        for owner in [item, *(one for one in item.values() if isinstance(one, dict))]:
            if isinstance(owner.get("parameters"), list):
                owner["parameters"] = [one for one in owner["parameters"] if is_sent(document, one, template)]
                for parameter in owner["parameters"]:
                    unwrap(resolved(document, parameter))
    return document


def unwrap(parameter):
    """Replaces the schema of a parameter that is an `allOf` of one schema, with annotations, by this schema."""
    schema = parameter.get("schema", {})
    parts = schema.get("allOf", [])
    annotations = {"allOf", "title", "description", "example", "examples", "default", "deprecated", "nullable"}
    if len(parts) == 1 and schema.keys() <= annotations:
        parameter["schema"] = parts[0]


def wrap(document, node):
    """Makes the schema of a line, for media types of lines, the schema of a list of lines."""
    for one in node if isinstance(node, list) else node.values() if isinstance(node, dict) else []:
        wrap(document, one)
    content = node.get("content") if isinstance(node, dict) else None
    for name in LINES.intersection(content if isinstance(content, dict) else ()):
        schema = content[name].get("schema", {})
        if resolved(document, schema).get("type") != "array":
            content[name]["schema"] = {"type": "array", "items": schema}


def is_sent(document, parameter, template):
    parameter = resolved(document, parameter)
    if parameter.get("in") == "path":
        return "{" + str(parameter.get("name")) + "}" in template
    name = str(parameter.get("name")).lower()
    return parameter.get("in") != "header" or name not in ("accept", "content-type", "authorization")


def style(parameters, name):
    return parameters.get(name, {}).get("style")


def parameters_of(document, template, method):
    item = resolved(document, document["paths"].get(template, {}))
    operation = item.get(method, {})
    return [resolved(document, one) for one in item.get("parameters", []) + operation.get("parameters", [])]


def nested(document, template, method):
    """The names of parameters whose serialization the specification leaves open: lists and objects that hold
    lists or objects."""
    found = set()
    for parameter in parameters_of(document, template, method):
        schema = resolved(document, parameter.get("schema", {}))
        parts = [schema.get("items", {}), *schema.get("properties", {}).values()]
        if any(resolved(document, part).get("type") in ("array", "object") for part in parts):
            found.add(str(parameter.get("name")))
    return found


def described(document, template, method):
    """The style and the members of each query parameter of an operation, by name."""
    found = {}
    for parameter in parameters_of(document, template, method):
        if parameter.get("in") != "query" or "name" not in parameter:
            continue
        schema = resolved(document, parameter.get("schema", {}))
        style = parameter.get("style", "form")
        exploded = style == "form" and parameter.get("explode", True)
        members = set(schema.get("properties", {})) if exploded else set()
        found[parameter["name"]] = {"style": style, "members": members}
    return found


def check_parts(document, template, method):
    """The specification does not say what the parts of a multipart body are whose schema is no object."""
    operation = resolved(document, document["paths"][template])[method]
    content = resolved(document, operation.get("requestBody", {})).get("content", {})
    for name, media_type in content.items():
        kind = resolved(document, media_type.get("schema", {})).get("type", "object")
        if name.startswith("multipart/") and kind != "object":
            raise ValueError(f"a multipart body cannot be of type {kind}")


def resolved(document, node):
    for _ in range(20):
        if not isinstance(node, dict) or "$ref" not in node:
            break
        place = document
        for part in node["$ref"].lstrip("#/").split("/"):
            place = place[unquote(part).replace("~1", "/").replace("~0", "~")]
        node = place
    return node if isinstance(node, dict) else {}


class Judge:
    """The validators of a description."""

    def __init__(self, document):
        self.document = document
        old = str(document.get("openapi", "")).startswith("3.0")
        spec = SchemaPath.from_dict(document)
        request = V30RequestValidator if old else V31RequestValidator
        response = V30ResponseValidator if old else V31ResponseValidator
        options = {"path_finder_cls": Finder, "extra_media_type_deserializers": MediaTypes()}
        self.request, self.response = request(spec, **options), response(spec, **options)
        for one in (self.request, self.response):
            styles = one.style_deserializers_factory
            one.media_type_deserializers_factory = Factory(styles, media_type_deserializers)

        self.bare = None

    def without_discriminators(self):
        """A judge that ignores discriminators, and validates every alternative."""
        self.bare = self.bare or Judge(without(self.document, "discriminator"))
        return self.bare

    def errors(self, ask, template, exchange):
        parameters = described(self.document, template, exchange["method"].lower())
        request = Request(template, exchange, parameters)
        if ask == "request":
            if request.content_type.startswith("multipart/"):
                check_parts(self.document, template, request.method)
            return self.request.iter_errors(request)
        return self.response.iter_errors(request, Response(exchange["answer"]))


def without(node, key):
    if isinstance(node, list):
        return [without(one, key) for one in node]
    if not isinstance(node, dict):
        return node
    return {name: without(one, key) for name, one in node.items() if name != key}


def said(error):
    """The message of an error, with those of its causes."""
    parts = [str(error) or type(error).__name__]
    for one in getattr(error, "schema_errors", None) or []:
        parts.append(one.message)
    cause = error.__cause__
    return ": ".join(part[:300] for part in parts) + (f" <- {said(cause)}" if cause else "")


def is_about(error, names):
    """Whether an error is about one of these parameters."""
    first = error.split(" <- ")[0]
    return " parameter" in first and first.rpartition(": ")[2] in names


def answer(judge, question):
    asked = question["ask"], question["template"], question["exchange"]
    try:
        errors = [said(error) for error in judge.errors(*asked)]
        # A dangling discriminator tells nothing; openapi-core fails to resolve it.
        if any("could not be resolved" in error for error in errors):
            errors = [said(error) for error in judge.without_discriminators().errors(*asked)]
        # The specification leaves open how such parameters are serialized.
        open_ended = nested(judge.document, question["template"], question["exchange"]["method"].lower())
        if errors and all(error.endswith("not available") or is_about(error, open_ended) for error in errors):
            return {"verdict": "cannot", "said": errors[:5]}
    except Exception as error:  # an exchange that cannot be judged must not stop the others
        return {"verdict": "cannot", "said": [f"{type(error).__name__}: {error}"[:600]]}
    return {"verdict": "refuses" if errors else "accepts", "said": errors[:5]}


def main():
    warnings.simplefilter("ignore")
    sys.setrecursionlimit(10_000)
    description, questions, answers = sys.argv[1:]
    with open(description, encoding="utf-8") as file:
        judge = Judge(prepared(json.load(file)))
    with open(questions, encoding="utf-8") as questions_file, open(answers, "w", encoding="utf-8") as written:
        for line in questions_file:
            print(json.dumps(answer(judge, json.loads(line))), file=written, flush=True)


if __name__ == "__main__":
    main()
