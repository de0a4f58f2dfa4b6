package restyle.models.weights.names;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import restyle.models.weights.KeyMap;
import restyle.models.weights.StateDict;

/** The way from the names in older ESRGAN files to those of Real-ESRGAN. Source: xinntao/ESRGAN RRDBNet_arch.py and its files. */
final class UpscalerKeyMaps {
    /** The names between ESRGAN's first ones and Real-ESRGAN's. */
    static final KeyMap ESRGAN = KeyMap.NONE
            .rule("RRDB_trunk\\.(\\d+)\\.RDB(\\d)\\.(conv\\d\\..*)", "body.$1.rdb$2.$3")
            .rule("trunk_conv\\.(.*)", "conv_body.$1")
            .rule("upconv(\\d)\\.(.*)", "conv_up$1.$2")
            .rule("HRconv\\.(.*)", "conv_hr.$1")
            .rule(".*", "$0");

    private static final Pattern STEP = Pattern.compile("model\\.(\\d{1,9})\\.weight");

    private UpscalerKeyMaps() {}

    /** Renames the tensors of the first ESRGAN files: they count steps, so what a number means depends on how often the size is doubled. */
    static KeyMap oldEsrgan(StateDict tensors) {
        List<Integer> steps = tensors.tensors().keySet().stream()
                .map(STEP::matcher)
                .filter(Matcher::matches)
                .map(matcher -> Integer.valueOf(matcher.group(1)))
                .sorted()
                .toList();
        KeyMap map = KeyMap.NONE
                .rule("model\\.1\\.sub\\.(\\d+)\\.RDB(\\d)\\.(conv\\d)\\.0\\.(.*)", "body.$1.rdb$2.$3.$4")
                .rule("model\\.1\\.sub\\.\\d+\\.(weight|bias)", "conv_body.$1");
        for (int i = 0; i < steps.size(); i++) {
            map = map.rule("model\\." + steps.get(i) + "\\.(weight|bias)", convolution(i, steps.size()) + ".$1");
        }
        return map;
    }

    private static String convolution(int index, int count) {
        if (index == 0) {
            return "conv_first";
        } else if (index == count - 1) {
            return "conv_last";
        }
        return index == count - 2 ? "conv_hr" : "conv_up" + index;
    }
}
