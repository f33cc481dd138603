namespace Mote.Vision.Explanation;

/// <summary>How a heat map was made.</summary>
public enum ExplanationMethod
{
    /// <summary>By the gradient at the embedder's last feature map (Chattopadhyay et al. 2018).</summary>
    GradCamPlusPlus = 0,

    /// <summary>By covering parts of the face at random and asking again (RISE: Petsiuk, Das and Saenko 2018).</summary>
    Occlusion = 1,
}
