package restyle.models.weights.format;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import restyle.models.graph.ModelException;
import restyle.models.weights.StoredType;

/**
 * The JSON part of a safetensors file, checked as far as it can be without the rest.
 *
 * @param entries by tensor name
 * @param metadata texts by key, empty if there are none
 */
record SafetensorsHeader(Map<String, Entry> entries, Map<String, String> metadata) {
    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(100_000_000)
                    .maxNameLength(1_000_000)
                    .build())
            .build();

    private static final BigInteger MAX_UNSIGNED =
            BigInteger.ONE.shiftLeft(Long.SIZE).subtract(BigInteger.ONE);

    /**
     * One tensor; offsets count from the end of the header.
     *
     * @param shape unsigned: a size above 2^63 is negative here and only possible beside a size of 0
     */
    record Entry(StoredType type, long[] shape, long begin, long end) {}

    static SafetensorsHeader parse(Path path, String json) {
        try (JsonParser parser = JSON.createParser(json)) {
            return new Reading(path, parser).header();
        } catch (IOException e) {
            String reason = e.getMessage() == null
                    ? e.toString()
                    : e.getMessage().lines().findFirst().orElse("");
            throw new ModelException(path + " is not a valid safetensors file: its header is not JSON: " + reason, e);
        }
    }

    /** One pass over the JSON text. */
    private record Reading(Path path, JsonParser parser) {

        SafetensorsHeader header() throws IOException {
            Map<String, Entry> entries = new LinkedHashMap<>();
            Map<String, String> metadata = null;
            expect(parser.nextToken(), JsonToken.START_OBJECT, "the header");
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String name = parser.currentName();
                parser.nextToken();
                if (!name.equals("__metadata__")) {
                    if (entries.put(name, entry(name)) != null) {
                        throw Safetensors.broken(path, "tensor " + name + " is listed twice");
                    }
                } else if (metadata == null) {
                    metadata = metadata();
                } else {
                    throw Safetensors.broken(path, "__metadata__ is listed twice");
                }
            }
            if (parser.nextToken() != null) {
                throw Safetensors.broken(path, "its header goes on after the closing brace");
            }
            return new SafetensorsHeader(entries, metadata == null ? Map.of() : metadata);
        }

        private Map<String, String> metadata() throws IOException {
            Map<String, String> metadata = new LinkedHashMap<>();
            if (parser.currentToken() == JsonToken.VALUE_NULL) {
                return metadata;
            }
            expect(parser.currentToken(), JsonToken.START_OBJECT, "__metadata__");
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String key = parser.currentName();
                expect(parser.nextToken(), JsonToken.VALUE_STRING, "metadata " + key);
                metadata.put(key, parser.getText());
            }
            return metadata;
        }

        private Entry entry(String name) throws IOException {
            expect(parser.currentToken(), JsonToken.START_OBJECT, "tensor " + name);
            Map<String, Object> fields = new HashMap<>();
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String field = parser.currentName();
                parser.nextToken();
                Object value = switch (field) {
                    case "dtype" -> type(name);
                    case "shape", "data_offsets" -> numbers(field + " of tensor " + name);
                    default -> skipped();
                };
                if (fields.put(field, value) != null && !(value instanceof String)) {
                    throw Safetensors.broken(path, "tensor " + name + " has two fields " + field);
                }
            }
            for (String field : List.of("dtype", "shape", "data_offsets")) {
                if (!fields.containsKey(field)) {
                    throw Safetensors.broken(path, "tensor " + name + " has no " + field);
                }
            }
            return checked(name, (StoredType) fields.get("dtype"), (long[]) fields.get("shape"), (long[])
                    fields.get("data_offsets"));
        }

        private StoredType type(String name) throws IOException {
            expect(parser.currentToken(), JsonToken.VALUE_STRING, "dtype of tensor " + name);
            String type = parser.getText();
            return Arrays.stream(StoredType.values())
                    .filter(known -> known.name().equals(type))
                    .findFirst()
                    .orElseThrow(
                            () -> Safetensors.broken(path, "tensor %s has the unknown dtype %s".formatted(name, type)));
        }

        private long[] numbers(String what) throws IOException {
            expect(parser.currentToken(), JsonToken.START_ARRAY, what);
            List<Long> numbers = new ArrayList<>();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                expect(parser.currentToken(), JsonToken.VALUE_NUMBER_INT, what);
                BigInteger number = parser.getBigIntegerValue();
                if (number.signum() < 0 || number.compareTo(MAX_UNSIGNED) > 0) {
                    throw Safetensors.broken(path, what + " has " + number + ", which no file can have");
                }
                numbers.add(number.longValue());
            }
            return numbers.stream().mapToLong(Long::longValue).toArray();
        }

        private String skipped() throws IOException {
            parser.skipChildren();
            return "";
        }

        private Entry checked(String name, StoredType type, long[] shape, long[] offsets) {
            if (offsets.length != 2 || offsets[0] < 0 || offsets[1] < offsets[0]) {
                throw Safetensors.broken(
                        path,
                        "tensor %s has the data_offsets %s; expected begin and end".formatted(name, unsigned(offsets)));
            }
            BigInteger count = BigInteger.ONE;
            for (long size : shape) {
                count = atMost64Bits(name, shape, count.multiply(new BigInteger(Long.toUnsignedString(size))));
            }
            BigInteger bits = atMost64Bits(name, shape, count.multiply(BigInteger.valueOf(type.bits())));
            BigInteger found = BigInteger.valueOf(offsets[1] - offsets[0]);
            if (!bits.equals(found.shiftLeft(3))) {
                throw Safetensors.broken(
                        path,
                        "tensor %s of %s and shape %s needs %s bits, found %s bytes"
                                .formatted(name, type, unsigned(shape), bits, found));
            }
            return new Entry(type, shape, offsets[0], offsets[1]);
        }

        private BigInteger atMost64Bits(String name, long[] shape, BigInteger value) {
            if (value.compareTo(MAX_UNSIGNED) > 0) {
                throw Safetensors.broken(path, "tensor %s of shape %s is too large".formatted(name, unsigned(shape)));
            }
            return value;
        }

        private void expect(JsonToken found, JsonToken expected, String what) {
            if (found != expected) {
                throw Safetensors.broken(
                        path, "%s should be %s, found %s".formatted(what, described(expected), described(found)));
            }
        }

        private static String described(JsonToken token) {
            if (token == null) {
                return "nothing";
            }
            return switch (token) {
                case START_OBJECT -> "an object";
                case START_ARRAY -> "a list";
                case VALUE_STRING -> "a text";
                case VALUE_NUMBER_INT -> "a whole number";
                case VALUE_NUMBER_FLOAT -> "a fraction";
                default -> token.asString();
            };
        }

        private static List<String> unsigned(long[] values) {
            return Arrays.stream(values).mapToObj(Long::toUnsignedString).toList();
        }
    }
}
