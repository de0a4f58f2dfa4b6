package restyle.preprocessors.dwpose;

/**
 * The part of a frame that the pose network sees of one person: the box with a margin, in the network's own aspect ratio, so one scale
 * serves both axes. Geometry of mmpose's top-down models.
 *
 * @param centreX pixels of the frame
 * @param centreY pixels of the frame
 * @param width pixels of the frame that fill the network's width
 * @param height pixels of the frame that fill the network's height
 */
record PersonCrop(double centreX, double centreY, double width, double height) {

    private static final double MARGIN = 1.25;

    /** @param aspect width over height of the network's input */
    static PersonCrop of(Box box, double aspect) {
        double width = (box.right() - box.left()) * MARGIN;
        double height = (box.bottom() - box.top()) * MARGIN;
        return new PersonCrop(
                (box.left() + box.right()) / 2,
                (box.top() + box.bottom()) / 2,
                Math.max(width, height * aspect),
                Math.max(height, width / aspect));
    }

    /** Returns a position in the frame; {@code x} is 0..1 from the left to the right edge of the crop. */
    double frameX(double x) {
        return x * width + centreX - width / 2;
    }

    /** Returns a position in the frame; {@code y} is 0..1 from the upper to the lower edge of the crop. */
    double frameY(double y) {
        return y * height + centreY - height / 2;
    }
}
