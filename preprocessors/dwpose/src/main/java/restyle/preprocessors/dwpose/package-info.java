/** The plugin {@code dwpose}: body poses by DWPose. */
package restyle.preprocessors.dwpose;
