package restyle.colour;

import restyle.plugins.Frame;
import restyle.vision.SymmetricMatrix;

/**
 * Gives pictures the colours of others: the linear map of CIE L*a*b* that turns one mean and covariance into another and moves colours the
 * least (Pitie and Kokaram 2007, "The linear Monge-Kantorovitch linear colour mapping for example-based colour transfer").
 */
public final class ColourMatch {

    /** Added to variances, in Lab units squared: grey pictures have none in a and b, and what is not there cannot be stretched. */
    private static final double FLOOR = 1;

    private final double[] from;
    private final double[] to;
    private final double[][] map;

    private ColourMatch(double[] from, double[] to, double[][] map) {
        this.from = from;
        this.to = to;
        this.map = map;
    }

    /** Makes the map from the colours that pictures have to those that they should have. */
    public static ColourMatch between(ColourStatistics has, ColourStatistics wanted) {
        SymmetricMatrix own = SymmetricMatrix.of(floored(has.covariance()));
        SymmetricMatrix root = own.power(0.5);
        SymmetricMatrix inverse = own.power(-0.5);
        SymmetricMatrix middle =
                root.around(SymmetricMatrix.of(floored(wanted.covariance()))).power(0.5);
        return new ColourMatch(has.mean(), wanted.mean(), inverse.around(middle).values());
    }

    private static double[][] floored(double[][] covariance) {
        double[][] floored = new double[covariance.length][];
        for (int i = 0; i < floored.length; i++) {
            floored[i] = covariance[i].clone();
            floored[i][i] += FLOOR;
        }
        return floored;
    }

    /** Returns a picture with its colours mapped. */
    public Frame of(Frame picture) {
        byte[] rgb = picture.rgb();
        byte[] mapped = new byte[rgb.length];
        double[] lab = new double[3];
        double[] out = new double[3];
        for (int at = 0; at < rgb.length; at += 3) {
            Lab.of(rgb, at, lab);
            for (int i = 0; i < 3; i++) {
                out[i] = to[i]
                        + map[i][0] * (lab[0] - from[0])
                        + map[i][1] * (lab[1] - from[1])
                        + map[i][2] * (lab[2] - from[2]);
            }
            Lab.toRgb(out, mapped, at);
        }
        return new Frame(picture.index(), picture.width(), picture.height(), mapped);
    }
}
