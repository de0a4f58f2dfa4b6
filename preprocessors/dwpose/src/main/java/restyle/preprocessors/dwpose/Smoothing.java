package restyle.preprocessors.dwpose;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Steadies keypoints over time: each is a mean of where it is found now and where it was in the frame before, itself a mean. A
 * position counts by its score, so a point that is lost for a moment stays where it was until its score, a mean too, falls below the
 * threshold. People are followed from frame to frame by their boxes; who is new starts without a past.
 */
final class Smoothing {

    /** Boxes that overlap more than this from one frame to the next are the same person. */
    private static final double SAME_PERSON = 0.3;

    private final double share;
    private List<Person> before = List.of();

    /** @param share of the past in the mean, 0 (nothing is changed) to less than 1 */
    Smoothing(double share) {
        this.share = share;
    }

    /** Returns the same people in the same order, steadied. */
    List<Person> smooth(List<Person> people) {
        if (share == 0) {
            return people;
        }
        List<Person> past = new ArrayList<>(before);
        List<Person> smoothed = new ArrayList<>();
        for (Person person : people) {
            Optional<Person> earlier = mostLike(person, past);
            earlier.ifPresent(past::remove);
            smoothed.add(earlier.map(known -> mean(known, person)).orElse(person));
        }
        before = smoothed;
        return smoothed;
    }

    private static Optional<Person> mostLike(Person person, List<Person> past) {
        return past.stream()
                .filter(earlier -> earlier.box().overlap(person.box()) > SAME_PERSON)
                .max(Comparator.comparingDouble(earlier -> earlier.box().overlap(person.box())));
    }

    /** Forgets the frames before. */
    void reset() {
        before = List.of();
    }

    private Person mean(Person earlier, Person now) {
        List<Keypoint> keypoints = new ArrayList<>();
        for (int i = 0; i < Person.KEYPOINTS; i++) {
            keypoints.add(mean(earlier.keypoints().get(i), now.keypoints().get(i)));
        }
        return new Person(now.box(), keypoints);
    }

    private Keypoint mean(Keypoint earlier, Keypoint now) {
        double past = share * Math.max(0, earlier.score());
        double present = (1 - share) * Math.max(0, now.score());
        double sum = past + present;
        return sum > 0
                ? new Keypoint(
                        (past * earlier.x() + present * now.x()) / sum,
                        (past * earlier.y() + present * now.y()) / sum,
                        sum)
                : now;
    }
}
