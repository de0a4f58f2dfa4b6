package com.example.canny;

import java.util.ArrayDeque;
import java.util.List;
import org.pf4j.Extension;
import restyle.plugins.Clip;
import restyle.plugins.ControlMap;
import restyle.plugins.Frame;
import restyle.plugins.FrameProcessor;
import restyle.plugins.Preprocessor;
import restyle.plugins.Setting;
import restyle.plugins.Settings;

/** Thin edges, white on black, by Canny's method with 3x3 Sobel gradients. */
@Extension
public final class CannyPreprocessor implements Preprocessor {

    private static final double TAN_22_5 = Math.tan(Math.PI / 8);

    @Override
    public String name() {
        return "canny";
    }

    @Override
    public String summary() {
        return "Thin edges, white on black (Canny)";
    }

    @Override
    public List<Setting> settings() {
        return List.of(
                Setting.integer("low", 100, 0, 2040, "gradient that continues an edge"),
                Setting.integer("high", 200, 0, 2040, "gradient that starts an edge"));
    }

    @Override
    public FrameProcessor open(Clip clip, Settings settings) {
        long low = settings.integer("low");
        long high = settings.integer("high");
        if (low > high) {
            throw new IllegalArgumentException("low is " + low + ", it should be at most high, which is " + high);
        }
        return frame -> ControlMap.grey(frame.width(), frame.height(), new Canny(frame).edges(low, high));
    }

    /** One frame at work; all arrays hold one value a pixel, rows from top to bottom. */
    private static final class Canny {

        private final int width;
        private final int height;
        private final int[] grey;

        Canny(Frame frame) {
            width = frame.width();
            height = frame.height();
            grey = new int[width * height];
            for (int i = 0; i < grey.length; i++) {
                int red = Byte.toUnsignedInt(frame.rgb()[3 * i]);
                int green = Byte.toUnsignedInt(frame.rgb()[3 * i + 1]);
                int blue = Byte.toUnsignedInt(frame.rgb()[3 * i + 2]);
                grey[i] = (299 * red + 587 * green + 114 * blue + 500) / 1000;
            }
        }

        byte[] edges(long low, long high) {
            int[] across = new int[grey.length];
            int[] down = new int[grey.length];
            int[] strength = new int[grey.length];
            for (int i = 0; i < grey.length; i++) {
                int x = i % width;
                int y = i / width;
                across[i] = column(x + 1, y) - column(x - 1, y);
                down[i] = row(x, y + 1) - row(x, y - 1);
                strength[i] = Math.abs(across[i]) + Math.abs(down[i]);
            }
            boolean[] candidate = new boolean[grey.length];
            ArrayDeque<Integer> starts = new ArrayDeque<>();
            for (int i = 0; i < grey.length; i++) {
                candidate[i] = strength[i] > low && isRidge(strength, i, across[i], down[i]);
                if (candidate[i] && strength[i] > high) {
                    starts.push(i);
                }
            }
            return follow(starts, candidate);
        }

        private int column(int x, int y) {
            return grey(x, y - 1) + 2 * grey(x, y) + grey(x, y + 1);
        }

        private int row(int x, int y) {
            return grey(x - 1, y) + 2 * grey(x, y) + grey(x + 1, y);
        }

        private int grey(int x, int y) {
            return grey[Math.min(Math.max(y, 0), height - 1) * width + Math.min(Math.max(x, 0), width - 1)];
        }

        /** Whether the gradient is strongest here, seen along its own direction. */
        private boolean isRidge(int[] strength, int i, int across, int down) {
            int stepX = Math.abs(across) > TAN_22_5 * Math.abs(down) ? Integer.signum(across) : 0;
            int stepY = Math.abs(down) > TAN_22_5 * Math.abs(across) ? Integer.signum(down) : 0;
            return strength[i] > at(strength, i, -stepX, -stepY) && strength[i] >= at(strength, i, stepX, stepY);
        }

        private int at(int[] values, int i, int stepX, int stepY) {
            int x = i % width + stepX;
            int y = i / width + stepY;
            return x < 0 || x >= width || y < 0 || y >= height ? 0 : values[y * width + x];
        }

        /** Marks the starts and every candidate that touches a marked pixel. */
        private byte[] follow(ArrayDeque<Integer> starts, boolean[] candidate) {
            byte[] edges = new byte[candidate.length];
            while (!starts.isEmpty()) {
                int i = starts.pop();
                edges[i] = (byte) 255;
                for (int y = Math.max(i / width - 1, 0); y <= Math.min(i / width + 1, height - 1); y++) {
                    for (int x = Math.max(i % width - 1, 0); x <= Math.min(i % width + 1, width - 1); x++) {
                        int neighbour = y * width + x;
                        if (candidate[neighbour] && edges[neighbour] == 0) {
                            edges[neighbour] = (byte) 255;
                            starts.push(neighbour);
                        }
                    }
                }
            }
            return edges;
        }
    }
}
